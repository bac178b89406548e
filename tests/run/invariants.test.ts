import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { grantCredits, reserveCredits } from "@/lib/credits";
import { db, Prisma, transaction, type Context } from "@/lib/db";
import { checkInvariants } from "@/lib/run/invariants";
import { freshDatabase } from "../support/database";

beforeAll(async () => {
  await freshDatabase();
});

const broken = async (): Promise<string[]> =>
  (await checkInvariants()).checks.filter((check) => !check.ok).map((check) => check.name);

/** An organization with 100 credits, and a generation that reserved 4 of them but ended by hand. */
async function generationThat(status: "pending" | "completed" | "failed"): Promise<string> {
  const organizationId = newId("organization");
  await db().organization.create({ data: { id: organizationId, name: "Test" } });
  const ctx: Context = { actor: { kind: "system", name: "test" }, organizationId, requestId: "req_test" };
  await grantCredits(ctx, { amount: 100, reason: "Test", cause: organizationId });
  const id = newId("generation");
  await transaction(undefined, (tx) =>
    reserveCredits(tx, { organizationId, amount: 4, generationId: id, reason: "Test" }),
  );
  const shape = {
    quality: "default",
    resolution: 256,
    textured: false,
    engineRequested: "auto",
    formats: ["stl"],
  };
  await db().generation.create({
    data: { id, organizationId, status, credits: 4, sizeMm: 80, sizeAxis: "longest", seed: 0, ...shape },
  });
  return id;
}
const remove = (id: string) =>
  transaction(undefined, async (tx) => {
    // Only this test may: the ledger refuses changes while its triggers stand.
    await tx.$executeRaw(Prisma.sql`SET LOCAL session_replication_role = replica`);
    await tx.$executeRaw(Prisma.sql`DELETE FROM credit_balances WHERE organization_id = (
      SELECT organization_id FROM ledger_entries WHERE generation_id = ${id} LIMIT 1)`);
    await tx.$executeRaw(Prisma.sql`DELETE FROM credit_lots`);
    await tx.$executeRaw(Prisma.sql`DELETE FROM ledger_entries WHERE organization_id = (
      SELECT organization_id FROM generations WHERE id = ${id})`);
    await tx.generation.delete({ where: { id } });
  });

describe("checkInvariants", () => {
  it("holds where nothing happened yet", async () => {
    const { ok, checks } = await checkInvariants();
    expect(ok).toBe(true);
    expect(checks).toHaveLength(15);
  });

  it.each([
    [
      "completed",
      [
        "a completed generation is settled once and not released",
        "an open reservation belongs to a generation that is not finished",
        "a completed generation's files can be read",
      ],
    ],
    [
      "failed",
      [
        "a failed or cancelled generation costs nothing",
        "an open reservation belongs to a generation that is not finished",
      ],
    ],
    ["pending", ["an unfinished generation has a job that will finish it"]],
  ] as const)("finds a generation that is %s in its row alone", async (status, names) => {
    const id = await generationThat(status);
    expect(await broken()).toEqual(names);
    const { checks } = await checkInvariants();
    for (const check of checks.filter(({ ok }) => !ok)) expect(check.detail).toBe(`broken by 1: ${id}`);
    await remove(id);
    expect(await broken()).toEqual([]);
  });

  it("finds credits that nobody paid for, a payment that brought none, and what went back and was not taken", async () => {
    const id = await generationThat("pending");
    const { organizationId } = await db().generation.findUniqueOrThrow({ where: { id } });
    const ctx: Context = { actor: { kind: "system", name: "test" }, organizationId, requestId: "req_test" };
    const [source, payment] = [`pi_${newId("payment")}`, newId("payment")];
    await grantCredits(ctx, { amount: 1_000, reason: "Test", cause: `${source}:paid`, source: "pack" });
    const granted = "a payment is granted once, and what was bought was paid";
    expect(await broken()).toContain(granted);
    const money = { amountCents: 10_00, currency: "usd", credits: 1_000, description: "Test" };
    await db().billingPayment.create({
      data: { id: payment, organizationId, kind: "pack", source, paidAt: new Date(), ...money },
    });
    expect(await broken()).not.toContain(granted);
    await db().billingPayment.update({ where: { id: payment }, data: { credits: 2_000 } });
    expect(await broken()).toContain(granted);
    await db().billingPayment.update({ where: { id: payment }, data: { credits: 1_000, creditsTaken: 500 } });
    expect(await broken()).toContain("what was taken back for a payment is what went back of it");
    await db().billingPayment.delete({ where: { id: payment } });
    await remove(id);
    expect(await broken()).toEqual([]);
  });

  it("finds a balance that was changed without an entry", async () => {
    const id = await generationThat("pending");
    await db().$executeRaw(Prisma.sql`UPDATE credit_balances SET balance = balance + 1`);
    expect(await broken()).toContain("a balance is the sum of its ledger and never below zero");
    await remove(id);
  });
});
