import { beforeAll, describe, expect, it } from "vitest";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { getBalance, grantCredits, releaseCredits, reserveCredits, settleCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { freshDatabase } from "@/tests/support/database";
import { checkLedger, makeOrganization } from "./make-organization";

beforeAll(async () => {
  await freshDatabase();
});

const reserve = (organizationId: string, amount: number, generationId = newId("generation")) =>
  transaction(undefined, (tx) =>
    reserveCredits(tx, { organizationId, amount, generationId, reason: "Test" }),
  );
const settle = (generationId: string) => transaction(undefined, (tx) => settleCredits(tx, { generationId }));
const release = (generationId: string) =>
  transaction(undefined, (tx) => releaseCredits(tx, { generationId, reason: "Failed" }));

describe("reserve", () => {
  it("takes the credits and says what is left", async () => {
    const { organizationId } = await makeOrganization(100);
    const entry = await reserve(organizationId, 4);
    expect(entry).toMatchObject({ object: "ledger_entry", kind: "reserve", amount: -4, balance_after: 96 });
    expect(await getBalance(organizationId)).toBe(96);
  });

  it("leaves an entry of 0 for a test key, also without any credits", async () => {
    const { organizationId } = await makeOrganization(0);
    const generationId = newId("generation");
    expect(await reserve(organizationId, 0, generationId)).toMatchObject({ amount: 0, balance_after: 0 });
    expect(await release(generationId)).toMatchObject({ kind: "release", amount: 0, balance_after: 0 });
  });

  it("refuses what is not there, and says both figures", async () => {
    const { organizationId } = await makeOrganization(3);
    await expect(reserve(organizationId, 4)).rejects.toMatchObject({
      code: "insufficient_credits",
      details: { creditsRequired: 4, creditsAvailable: 3 },
    });
    expect(await getBalance(organizationId)).toBe(3);
    await checkLedger(organizationId);
  });

  it("moves credits once, however often the same generation asks at once", async () => {
    const { organizationId } = await makeOrganization(100);
    const generationId = newId("generation");
    const entries = await Promise.all(
      Array.from({ length: 10 }, () => reserve(organizationId, 4, generationId)),
    );
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(1);
    expect(await getBalance(organizationId)).toBe(96);
  });

  it("is undone by the caller's rollback", async () => {
    const { organizationId } = await makeOrganization(100);
    const attempt = transaction(undefined, async (tx) => {
      await reserveCredits(tx, {
        organizationId,
        amount: 4,
        generationId: newId("generation"),
        reason: "Test",
      });
      throw new Error("rolled back");
    });
    await expect(attempt).rejects.toThrow("rolled back");
    expect(await getBalance(organizationId)).toBe(100);
    expect(await db().ledgerEntry.count({ where: { organizationId } })).toBe(1);
  });

  it("lets exactly 7 of 100 pass at once where there is credit for 7", async () => {
    const { organizationId } = await makeOrganization(7 * 4 + 3);
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => reserve(organizationId, 4)));
    const refused = results.filter((result) => result.status === "rejected").map((result) => result.reason);
    expect(refused).toHaveLength(93);
    expect(refused.every((error) => isAppError(error) && error.code === "insufficient_credits")).toBe(true);
    expect(await getBalance(organizationId)).toBe(3);
    await checkLedger(organizationId);
  });
});

describe("row 8: settle and release", () => {
  it("settle spends what was reserved, once", async () => {
    const { organizationId } = await makeOrganization(10);
    const generationId = newId("generation");
    await reserve(organizationId, 4, generationId);
    const [first, second] = await Promise.all([settle(generationId), settle(generationId)]);
    expect(first.id).toBe(second.id);
    expect(first).toMatchObject({ kind: "settle", amount: 0, balance_after: 6 });
    expect(await getBalance(organizationId)).toBe(6);
  });

  it("release gives back what was reserved, once", async () => {
    const { organizationId } = await makeOrganization(10);
    const generationId = newId("generation");
    await reserve(organizationId, 4, generationId);
    const [first, second] = await Promise.all([release(generationId), release(generationId)]);
    expect(first.id).toBe(second.id);
    expect(first).toMatchObject({ kind: "release", amount: 4, balance_after: 10, reason: "Failed" });
    expect(await getBalance(organizationId)).toBe(10);
  });

  it("exclude each other, in both orders", async () => {
    const { organizationId } = await makeOrganization(10);
    const [settled, released] = [newId("generation"), newId("generation")];
    await reserve(organizationId, 4, settled);
    await reserve(organizationId, 4, released);
    await settle(settled);
    await release(released);
    await expect(release(settled)).rejects.toMatchObject({ code: "conflict" });
    await expect(settle(released)).rejects.toMatchObject({ code: "conflict" });
    expect(await getBalance(organizationId)).toBe(6);
  });

  it("exclude each other when both come at once", async () => {
    const { organizationId } = await makeOrganization(100);
    for (let round = 0; round < 10; round++) {
      const generationId = newId("generation");
      await reserve(organizationId, 4, generationId);
      const results = await Promise.allSettled([settle(generationId), release(generationId)]);
      const lost = results.filter((result) => result.status === "rejected");
      expect(lost).toHaveLength(1);
      expect(lost[0].reason).toMatchObject({ code: "conflict" });
      expect(await db().ledgerEntry.count({ where: { generationId } })).toBe(2);
    }
    await checkLedger(organizationId);
  });

  it("refuse a generation that reserved nothing", async () => {
    await expect(settle(newId("generation"))).rejects.toMatchObject({ code: "not_found" });
    await expect(release(newId("generation"))).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the table itself", () => {
  it("sums to the balance after 300 mixed movements at once", async () => {
    const { organizationId, staff } = await makeOrganization(60);
    const movements = Array.from({ length: 100 }, async (_, index) => {
      const generationId = newId("generation");
      if (index % 10 === 0)
        await grantCredits(staff, { amount: 5, reason: "Test", cause: `${generationId}:grant` });
      await reserve(organizationId, 1 + (index % 9), generationId);
      await (index % 2 ? settle(generationId) : release(generationId));
      await (index % 2 ? release(generationId) : settle(generationId));
    });
    await Promise.allSettled(movements);
    await checkLedger(organizationId);
    const unfinished = await db().$queryRaw`
      SELECT generation_id FROM ledger_entries WHERE organization_id = ${organizationId} AND kind <> 'grant'
      GROUP BY 1 HAVING count(*) <> 2`;
    expect(unfinished).toEqual([]);
  });

  it("refuses to change, remove or empty entries, even for its owner", async () => {
    const { organizationId } = await makeOrganization(10);
    const where = { organizationId };
    await expect(db().ledgerEntry.updateMany({ where, data: { amount: 1000 } })).rejects.toThrow(
      /append-only: UPDATE/,
    );
    await expect(db().ledgerEntry.deleteMany({ where })).rejects.toThrow(/append-only: DELETE/);
    await expect(db().$executeRaw`TRUNCATE ledger_entries`).rejects.toThrow(/append-only: TRUNCATE/);
    await checkLedger(organizationId);
  });

  it("refuses a balance below zero and amounts that do not fit their kind", async () => {
    const { organizationId } = await makeOrganization(10);
    const broken = db().creditBalance.update({ where: { organizationId }, data: { balance: -1 } });
    await expect(broken).rejects.toThrow(/credit_balances_not_negative/);
    const insert = (kind: "grant" | "reserve" | "settle" | "release", amount: number) =>
      db().ledgerEntry.create({
        data: {
          id: newId("ledgerEntry"),
          organizationId,
          kind,
          amount,
          balanceAfter: 10,
          cause: newId("ledgerEntry"),
          reason: "Test",
          generationId: kind === "grant" ? null : newId("generation"),
        },
      });
    for (const [kind, amount] of [
      ["grant", 0],
      ["grant", -1],
      ["reserve", 1],
      ["settle", 1],
      ["release", -1],
    ] as const)
      await expect(insert(kind, amount)).rejects.toThrow(/ledger_entries_amount_fits_kind/);
  });
});
