import { beforeAll, describe, expect, it } from "vitest";
import { writeNotice } from "@/components/settings/write-notice";
import { findDpaSignature, getCurrentPolicy, printSignedDpa, signDpa } from "@/lib/policies";
import { SignDpa } from "@/lib/policies/schema";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

beforeAll(async () => {
  await freshDatabase();
});

describe("row 44: the data processing agreement", () => {
  it("row 44: is signed as it was shown, by who may bind the organization, and can be kept as a file", async () => {
    const account = await makeAccount();
    const { version, sha256, text } = await getCurrentPolicy("dpa");
    const who = { signatory: "Ada Vogel", company: "Vogel Prints Ltd" };
    await expect(printSignedDpa(account.ctx)).rejects.toMatchObject({ code: "not_found" });
    const sign = (ctx = account.ctx, hash = sha256) => signDpa(ctx, { version, sha256: hash, ...who });
    await expect(sign(account.as("developer"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(sign(account.asKey())).rejects.toMatchObject({ code: "forbidden" });
    await expect(sign(account.ctx, "0".repeat(64))).rejects.toMatchObject({ code: "conflict" });
    await sign();
    expect(await findDpaSignature(account.ctx)).toMatchObject({ version, sha256, ...who });
    const file = await printSignedDpa(account.ctx);
    expect(file.startsWith(text)).toBe(true);
    expect(file).toContain(`SHA-256 of the text above: ${sha256}`);
    expect(file).toContain("Signed electronically by: Ada Vogel");
    expect(await findDpaSignature((await makeAccount()).ctx)).toBeNull();
  });

  it("row 44: takes no name of several lines, and none that is missing", () => {
    const fields = { version: 1, sha256: "0".repeat(64), signatory: "Ada", company: "Vogel" };
    expect(SignDpa.safeParse(fields).success).toBe(true);
    expect(SignDpa.safeParse({ ...fields, signatory: "Ada\nOn: 1999" }).success).toBe(false);
    expect(SignDpa.safeParse({ ...fields, company: " " }).success).toBe(false);
  });
});

it("rows 17 and 43: a notice names who takes part, where the list is, how long, and the rights", () => {
  const facts = {
    company: "Vogel",
    product: "the shop",
    contact: "us@vogel.example",
    address: "https://p.example",
  };
  const notice = writeNotice({ ...facts, processors: ["uploadthing"] });
  for (const part of [
    "third-party AI services",
    "uploadthing",
    "https://p.example/processors",
    "30 days",
    "us@vogel.example",
    "erasure",
  ])
    expect(notice).toContain(part);
  // What the policy asks of customers to tell: who, what, by whom, how long, what for not, and their rights.
  expect(notice).toContain(
    "Vogel sends the pictures and words that you upload to PrintPal (https://p.example)",
  );
  for (const right of ["a copy of your data", "its correction", "restrict or object", "take back a consent"])
    expect(notice).toContain(right);
  expect(notice).toContain("not used to train AI models unless you and we have agreed");
  expect(notice).toContain("complain to your data protection authority");
  expect(writeNotice({ ...facts, processors: [] })).not.toContain("further companies");
});
