import { scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkNewPassword } from "@/lib/accounts/check-new-password";
import { hashPassword, needsRehash, verifyPassword } from "@/lib/accounts/hash-password";
import { randomBase62 } from "@/lib/core/ids";

describe("a new password", () => {
  it.each([
    "walnut harbour sings at noon",
    "summer walnut dragon harbour",
    "7hf92kq01xmzp4v",
    "пятнадцать разных слов",
    "correct-horse-gravel-violin",
    randomBase62(24),
  ])("may be %s", (password) => expect(() => checkNewPassword(password)).not.toThrow());

  it.each([
    ["short", /at least 15/],
    ["fourteen chars", /at least 15/],
    ["x".repeat(1025), /up to 1,024/],
    ["aaaaaaaaaaaaaaaaaaaa", /easy to guess/],
    ["abcabcabcabcabcabc", /easy to guess/],
    ["walnut1walnut1walnut1", /easy to guess/],
    ["passwordpassword1", /easy to guess/],
    ["P@ssw0rd!2024!!!", /easy to guess/],
    ["qwertyuiopasdfgh", /easy to guess/],
    ["1234567890123456", /easy to guess/],
    ["zyxwvutsrqponmlkj", /easy to guess/],
    ["correct horse battery staple", /easy to guess/],
    ["printpal3dprinter", /easy to guess/],
    ["iloveyouprincess99", /easy to guess/],
  ])("row 82: may not be %s", (password, message) => {
    const refused = expect.objectContaining({
      code: "invalid_request",
      message: expect.stringMatching(message),
      details: expect.objectContaining({ param: "password", errors: { password: [expect.any(String)] } }),
    });
    expect(() => checkNewPassword(password)).toThrow(refused);
  });

  it("may not be made of the person's own name and address", () => {
    expect(() => checkNewPassword("hildegardvonbingen1098")).not.toThrow();
    const own = ["hildegard@bingen.example", "Hildegard von Bingen"];
    expect(() => checkNewPassword("hildegardvonbingen1098", own)).toThrow(/easy to guess/);
  });

  it("is counted in characters of normal form C, not in bytes", () => {
    const accents = "e\u0301";
    expect(() => checkNewPassword(`${accents.repeat(3)}xkqwvjzbfph`)).toThrow(/at least 15/);
    expect(() => checkNewPassword(`${accents.repeat(4)}xkqwvjzbfph`)).not.toThrow();
  });
});

describe("a hash", () => {
  it("is scrypt with N = 2^17, r = 8, p = 1, salted, and can be worked out from what it says", async () => {
    const stored = await hashPassword("walnut harbour");
    const [, name, cost, salt, hash] = stored.split("$");
    expect([name, cost]).toEqual(["scrypt", "ln=17,r=8,p=1"]);
    const options = { N: 2 ** 17, r: 8, p: 1, maxmem: 200 * 1024 * 1024 };
    const expected = scryptSync("walnut harbour", Buffer.from(salt, "base64"), 32, options);
    expect(Buffer.from(hash, "base64").equals(expected)).toBe(true);
    expect(await hashPassword("walnut harbour")).not.toBe(stored);
  });

  it("row 82: knows its password to the last character, and the same one typed in another form", async () => {
    const stored = await hashPassword(`${"x".repeat(1000)}é`);
    expect(await verifyPassword(`${"x".repeat(1000)}e\u0301`, stored)).toBe(true);
    expect(await verifyPassword(`${"x".repeat(1000)}e`, stored)).toBe(false);
    expect(await verifyPassword(`${"x".repeat(1000)}`, stored)).toBe(false);
  });

  it("that is absent, unreadable or absurdly dear is never right", async () => {
    expect(await verifyPassword("", undefined)).toBe(false);
    expect(await verifyPassword("x", "plain:x")).toBe(false);
    expect(await verifyPassword("x", "$scrypt$ln=30,r=8,p=1$AAAA$AAAA")).toBe(false);
    expect(await verifyPassword("x", "$scrypt$ln=17,r=8,p=1$AAAA$AAAA")).toBe(false);
  });

  it("of other figures still verifies and asks to be renewed", async () => {
    const salt = Buffer.from("0123456789abcdef");
    const hash = scryptSync("old", salt, 32, { N: 2 ** 14, r: 8, p: 1 })
      .toString("base64")
      .replace(/=+$/, "");
    const stored = `$scrypt$ln=14,r=8,p=1$${salt.toString("base64").replace(/=+$/, "")}$${hash}`;
    expect(await verifyPassword("old", stored)).toBe(true);
    expect(await verifyPassword("new", stored)).toBe(false);
    expect([needsRehash(stored), needsRehash(await hashPassword("x"))]).toEqual([true, false]);
  });

  it("is refused where 34 are under way, and works again once they are done", async () => {
    const cheap = `$scrypt$ln=1,r=1,p=1$AAAA$${"A".repeat(43)}`;
    const attempts = await Promise.allSettled(Array.from({ length: 50 }, () => verifyPassword("x", cheap)));
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused).toHaveLength(50 - 2 - 32);
    expect(refused[0].reason).toMatchObject({ code: "too_many_attempts", details: { retryAfterSeconds: 5 } });
    expect(await verifyPassword("x", cheap)).toBe(false);
  });
});
