import { beforeAll, describe, expect, it } from "vitest";
import { findUserByEmail } from "@/lib/accounts";
import {
  getBalance,
  grantCredits,
  LedgerPage,
  listLedger,
  signUp as signUpWith,
  WELCOME_CREDITS,
} from "@/lib/credits";
import { db } from "@/lib/db";
import { getCurrentPolicy } from "@/lib/policies";
import { requiredDocuments } from "@/lib/policies/schema";
import { freshDatabase } from "@/tests/support/database";
import { checkLedger, makeOrganization } from "./make-organization";

beforeAll(async () => {
  await freshDatabase();
});

describe("grant", () => {
  it("adds credits once per cause, even at once, and is audited", async () => {
    const { organizationId, staff } = await makeOrganization(0);
    const grant = { amount: 250, reason: "Refund", cause: `${organizationId}:refund` };
    const entries = await Promise.all([grantCredits(staff, grant), grantCredits(staff, grant)]);
    expect(entries[0]).toEqual(entries[1]);
    expect(entries[0]).toMatchObject({ kind: "grant", amount: 250, balance_after: 250, generation_id: null });
    expect(await getBalance(staff)).toBe(250);
    const audits = await db().auditEvent.findMany({ where: { subjectId: entries[0].id } });
    expect(audits).toHaveLength(1);
    expect(audits[0]).toMatchObject({ action: "credits.grant", actorKind: "staff", organizationId });
  });

  it.each([0, -1, 1.5, 10_000_001, NaN])("refuses %s credits", async (amount) => {
    const { staff } = await makeOrganization(0);
    const refused = grantCredits(staff, { amount, reason: "Test", cause: "never" });
    await expect(refused).rejects.toMatchObject({ code: "invalid_request", details: { param: "amount" } });
  });

  it("refuses a cause that moved other credits, also another organization's", async () => {
    const [mine, theirs] = [await makeOrganization(0), await makeOrganization(0)];
    const grant = { amount: 5, reason: "Test", cause: `${mine.organizationId}:once` };
    await grantCredits(mine.staff, grant);
    const other = grantCredits(mine.staff, { ...grant, amount: 6 });
    await expect(other).rejects.toMatchObject({ code: "conflict" });
    await expect(grantCredits(theirs.staff, grant)).rejects.toMatchObject({ code: "conflict" });
    expect([await getBalance(mine.owner), await getBalance(theirs.owner)]).toEqual([5, 0]);
  });

  it("takes the largest amount", async () => {
    const { staff } = await makeOrganization(0);
    const entry = await grantCredits(staff, {
      amount: 10_000_000,
      reason: "Test",
      cause: `${staff.organizationId}:x`,
    });
    expect(entry.balance_after).toBe(10_000_000);
  });

  it("is refused to customers, keys included", async () => {
    const { owner } = await makeOrganization(0);
    const key = {
      ...owner,
      actor: { kind: "key", keyId: "key_a", keyName: "a", test: false, scopes: ["billing"] } as const,
    };
    for (const ctx of [owner, key]) {
      const refused = grantCredits(ctx, { amount: 1, reason: "Mine", cause: "mine" });
      await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await getBalance(owner)).toBe(0);
  });
});

describe("list", () => {
  it("pages from the newest to the oldest without a gap or a repetition", async () => {
    const { staff, owner } = await makeOrganization(0);
    for (let index = 1; index <= 7; index++)
      await grantCredits(staff, { amount: index, reason: "Test", cause: `${staff.organizationId}:${index}` });
    const amounts: number[] = [];
    let after: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { data, has_more } = LedgerPage.parse(await listLedger(owner, { limit: 3, after }));
      amounts.push(...data.map((entry) => entry.amount));
      expect(has_more).toBe(page < 2);
      after = data.at(-1)?.id;
    }
    expect(amounts).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it("shows nobody else's entries, nor takes one as a cursor", async () => {
    const [mine, theirs] = [await makeOrganization(1), await makeOrganization(2)];
    const { data } = await listLedger(theirs.owner);
    expect(data.map((entry) => entry.amount)).toEqual([2]);
    await expect(listLedger(mine.owner, { after: data[0].id })).rejects.toMatchObject({
      code: "invalid_request",
    });
    await expect(listLedger(mine.owner, { after: "led_none" })).rejects.toMatchObject({
      code: "invalid_request",
    });
  });
});

describe("sign up", () => {
  const input = { password: "walnut harbour sings at noon", name: "Ada", organizationName: "Ada's workshop" };
  const signUp = async (person: typeof input & { email: string }, ctx: { requestId: string }) => {
    const policies = await Promise.all(requiredDocuments.map((document) => getCurrentPolicy(document)));
    const accepted = policies.map(({ document, version, sha256 }) => ({ document, version, sha256 }));
    return signUpWith({ ...person, accepted }, ctx);
  };

  it("makes a person, an organization and its welcome credits", async () => {
    const { user, organization } = await signUp(
      { ...input, email: " Ada@Example.com" },
      { requestId: "req_test" },
    );
    expect(user).toMatchObject({ email: "ada@example.com", name: "Ada" });
    expect(organization).toMatchObject({ name: "Ada's workshop", suspendedAt: null });
    expect(WELCOME_CREDITS).toBe(100);
    expect(await getBalance(organization.id)).toBe(100);
    await checkLedger(organization.id);
  });

  it("leaves nothing where the address is taken, and grants nothing twice", async () => {
    await signUp({ ...input, email: "twice@example.com" }, { requestId: "req_test" });
    const count = async () => [await db().organization.count(), await db().ledgerEntry.count()];
    const before = await count();
    const again = signUp({ ...input, email: "TWICE@example.com" }, { requestId: "req_test" });
    await expect(again).rejects.toMatchObject({ code: "email_taken" });
    expect(await count()).toEqual(before);
  });

  it("makes one account when two sign up with one address at once", async () => {
    const email = "race@example.com";
    const results = await Promise.allSettled(
      [1, 2].map(() => signUp({ ...input, email }, { requestId: "req_test" })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "email_taken",
    });
    expect(await findUserByEmail(email)).toMatchObject({ email });
  });

  it("leaves no person where the grant fails", async () => {
    await db()
      .$executeRaw`ALTER TABLE ledger_entries ADD CONSTRAINT no_welcome CHECK (reason <> 'Welcome credits') NOT VALID`;
    await expect(
      signUp({ ...input, email: "lost@example.com" }, { requestId: "req_test" }),
    ).rejects.toThrow();
    await db().$executeRaw`ALTER TABLE ledger_entries DROP CONSTRAINT no_welcome`;
    expect(await findUserByEmail("lost@example.com")).toBeNull();
  });
});
