import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import {
  adjustCredits,
  describeBalance,
  getBalance,
  giveAgain,
  grantCredits,
  listLedger,
  releaseCredits,
  reserveCredits,
  takeBackCredits,
} from "@/lib/credits";
import { creditJobs } from "@/lib/credits/jobs";
import { spendLots, spendOrder, type Lot } from "@/lib/credits/spend-order";
import { db, transaction } from "@/lib/db";
import { checkInvariants } from "@/lib/run/invariants";
import { freshDatabase } from "@/tests/support/database";
import { checkLedger, makeOrganization } from "./make-organization";

beforeAll(async () => {
  await freshDatabase();
});
afterEach(() => void vi.restoreAllMocks());

const DAY = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY);
const travel = (days: number) => vi.spyOn(clock, "now").mockReturnValue(at(days));
const expire = () => creditJobs["credits.expire"]({}, {} as never);

type Made = Awaited<ReturnType<typeof makeOrganization>>;

const spend = async ({ organizationId }: Made, amount: number): Promise<string> => {
  const generationId = newId("generation");
  await transaction(undefined, (tx) =>
    reserveCredits(tx, { organizationId, amount, generationId, reason: "Test" }),
  );
  return generationId;
};

const give = (
  { staff, organizationId }: Made,
  source: "plan" | "pack" | "sign_up",
  amount: number,
  days?: number,
) =>
  grantCredits(staff, {
    amount,
    source,
    reason: "Test",
    cause: `${organizationId}:${source}:${days}`,
    expiresAt: days === undefined ? null : at(days),
    ...(source === "pack" && { paymentId: `pay_${organizationId}` }),
  });

const left = async ({ owner }: Made) =>
  Object.fromEntries((await describeBalance(owner)).lots.map(({ source, credits }) => [source, credits]));

const back = (made: Made, amount: number, cause: string) =>
  transaction(undefined, (tx) =>
    takeBackCredits(tx, {
      organizationId: made.organizationId,
      amount,
      cause: `${made.organizationId}:${cause}`,
      reason: "Paid back",
      paymentId: `pay_${made.organizationId}`,
    }),
  );

describe("lots", () => {
  it("are spent soonest-expiring first and bought ones last, whatever the order of granting", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    await give(made, "sign_up", 50);
    await give(made, "plan", 30, 10);
    await spend(made, 40);
    expect(await left(made)).toEqual({ sign_up: 40, pack: 100 });
    await spend(made, 60);
    expect(await left(made)).toEqual({ pack: 80 });
  });

  it("do not charge what came later for what was spent before", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    await spend(made, 60);
    await give(made, "plan", 30, 10);
    expect(await left(made)).toEqual({ plan: 30, pack: 40 });
  });

  it("end at their time, once, and leave the rest alone", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    await give(made, "plan", 30, 10);
    await spend(made, 10);
    await expire();
    expect(await getBalance(made.owner)).toBe(120);
    travel(11);
    await Promise.all([expire(), expire()]);
    expect(await getBalance(made.owner)).toBe(100);
    const { data } = await listLedger(made.owner, { kind: "expire" });
    expect(data.map(({ amount }) => amount)).toEqual([-20]);
    await checkLedger(made.organizationId);
  });

  it("take back what failed, to where it came from, and keep what finds no room", async () => {
    const made = await makeOrganization(0);
    await give(made, "plan", 30, 10);
    const failed = await spend(made, 30);
    travel(11);
    await give(made, "pack", 5);
    await transaction(undefined, (tx) => releaseCredits(tx, { generationId: failed, reason: "Failed" }));
    await expire();
    await give(made, "sign_up", 1);
    expect(await left(made)).toEqual({ returned: 30, sign_up: 1, pack: 5 });
    expect(await getBalance(made.owner)).toBe(36);
  });

  it("are spent by a pure rule that loses nothing", () => {
    const lots = fc.array(
      fc.record({
        remaining: fc.nat(50),
        source: fc.constantFrom("pack", "plan", "sign_up"),
        expires: fc.option(fc.nat(5)),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lots, fc.nat(300), (drawn, amount) => {
        const made: Lot[] = drawn.map(({ remaining, source, expires }, at) => ({
          id: String(at),
          number: BigInt(at),
          source: source as Lot["source"],
          granted: 50,
          remaining,
          expiresAt: expires === null ? null : new Date(expires),
        }));
        const after = spendLots(made, amount);
        const sum = (of: (lot: Lot) => number) => made.reduce((total, lot) => total + of(lot), 0);
        const had = sum(({ remaining }) => remaining);
        expect(sum((lot) => after.get(lot.id) ?? lot.remaining)).toBe(Math.max(0, had - amount));
        // Whatever is spent in part or not at all comes behind all that is used up.
        const order = [...made].sort(spendOrder).filter(({ remaining }) => remaining > 0);
        const first = order.findIndex(({ id }) => after.get(id) !== 0);
        if (first >= 0) expect(order.slice(first + 1).every(({ id }) => !after.has(id))).toBe(true);
      }),
    );
  });
});

describe("credits that are taken back", () => {
  it("come from what the payment bought, and never drive the balance below 0", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    await give(made, "plan", 30, 10);
    await back(made, 40, "half");
    expect(await left(made)).toEqual({ plan: 30, pack: 60 });
    await spend(made, 80);
    await Promise.all([back(made, 60, "rest"), back(made, 60, "rest")]);
    expect(await describeBalance(made.owner)).toMatchObject({ credits: 0, owed: 50, lots: [] });
    const [entry] = (await listLedger(made.owner, { kind: "refund" })).data;
    expect(entry).toMatchObject({ amount: -10, owed: 50 });
    expect(entry.reason).toBe("Paid back; 50 credits of it were spent already and are owed");
    await checkLedger(made.organizationId);
  });

  it("are paid by what comes in, a failed generation's among it", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    const failed = await spend(made, 70);
    await spend(made, 30);
    await back(made, 100, "all");
    await transaction(undefined, (tx) => releaseCredits(tx, { generationId: failed, reason: "Failed" }));
    expect(await describeBalance(made.owner)).toMatchObject({ credits: 0, owed: 30 });
    await give(made, "sign_up", 50);
    expect(await describeBalance(made.owner)).toMatchObject({
      credits: 20,
      owed: 0,
      lots: [{ source: "sign_up", credits: 20 }],
    });
    const { ok, checks } = await checkInvariants();
    expect(checks.filter((check) => !check.ok && !/reservation|bought/.test(check.name))).toEqual([]);
    expect(ok).toBe(false); // Its reservations and packs belong to generations and payments that this test never made.
  });

  it("are given again to the payment's lot", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    await back(made, 100, "dispute");
    const { organizationId } = made;
    const again = { organizationId, amount: 100, cause: `${organizationId}:won`, reason: "Won" };
    for (let time = 0; time < 2; time++)
      await transaction(undefined, (tx) => giveAgain(tx, { ...again, paymentId: `pay_${organizationId}` }));
    expect(await left(made)).toEqual({ pack: 100 });
  });
});

describe("adjustments", () => {
  it("go both ways, with a reason, and take no more than is there", async () => {
    const made = await makeOrganization(10);
    const up = { ...made.staff, requestId: "req_up" };
    expect(await adjustCredits(up, { amount: 5, reason: "Goodwill" })).toMatchObject({
      kind: "adjustment",
      amount: 5,
      source: "adjustment",
      reason: "Goodwill",
    });
    await adjustCredits(
      { ...made.staff, requestId: "req_down" },
      { amount: -12, reason: "Granted by mistake" },
    );
    expect(await getBalance(made.owner)).toBe(3);
    const tooMuch = adjustCredits(
      { ...made.staff, requestId: "req_more" },
      { amount: -4, reason: "Too much" },
    );
    await expect(tooMuch).rejects.toMatchObject({ code: "insufficient_credits" });
    const audit = await db().auditEvent.findFirst({ where: { action: "credits.adjust" } });
    expect(audit).toMatchObject({ actorKind: "staff", actorId: "usr_staff", detail: { amount: -12 } });
    await expect(adjustCredits(made.owner, { amount: 5, reason: "Mine" })).rejects.toMatchObject({
      code: "not_found",
    });
    const privacy = { ...made.staff, actor: { kind: "staff", userId: "usr_b", role: "privacy" } } as const;
    await expect(adjustCredits(privacy, { amount: 5, reason: "Mine" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the ledger's filters", () => {
  it("hold together", async () => {
    const made = await makeOrganization(0);
    await give(made, "pack", 100);
    await give(made, "plan", 30, 10);
    const generation = await spend(made, 4);
    const amounts = async (query: Parameters<typeof listLedger>[1]) =>
      (await listLedger(made.owner, query)).data.map(({ amount }) => amount);
    expect(await amounts({ source: "pack" })).toEqual([100]);
    expect(await amounts({ generation_id: generation })).toEqual([-4]);
    expect(await amounts({ created_after: at(-1).toISOString(), kind: "grant" })).toEqual([30, 100]);
    expect(await amounts({ created_before: at(-1).toISOString() })).toEqual([]);
    const [from, to] = [at(1).toISOString(), at(-1).toISOString()];
    await expect(listLedger(made.owner, { created_after: from, created_before: to })).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "created_before" },
    });
  });
});
