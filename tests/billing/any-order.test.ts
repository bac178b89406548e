import type Stripe from "stripe";
import { beforeAll, expect, it } from "vitest";
import { creditsToTake, isLive, isWithdrawn } from "@/lib/billing/payment-state";
import { packs } from "@/lib/billing/plans";
import { newId } from "@/lib/core/ids";
import { describeBalance, reserveCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { checkInvariants } from "@/lib/run/invariants";
import type { StandIn } from "@/lib/stripe-stand-in";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import {
  becomes,
  deliver,
  dispute,
  handle,
  lastEvent,
  payPack,
  queued,
  refund,
  runJob,
  sellOnStandIn,
} from "./buyers";

/** `npm run soak` delivers ten thousand. */
const EVENTS = Number(process.env.BILLING_EVENTS ?? 300);

/** Events on their way at any moment: each may be overtaken by as many. */
const DISORDER = 100;

let standIn: StandIn;
beforeAll(async () => {
  await freshDatabase();
  standIn = await sellOnStandIn();
});

const spend = (organizationId: string, amount: number) =>
  transaction(undefined, (tx) =>
    reserveCredits(tx, { organizationId, amount, generationId: newId("generation"), reason: "Test" }),
  );

/** What has to be true of each organization, from Stripe's things alone: credits less those owed. */
function worths(): Map<string, number> {
  const { store } = standIn.world;
  const back = new Map<string, number>();
  const add = (intent: string | null, cents: number) =>
    void back.set(intent!, (back.get(intent!) ?? 0) + cents);
  for (const part of store.all("refund")) if (isLive(part as never)) add(part.payment_intent, part.amount);
  for (const part of store.all("dispute"))
    if (isWithdrawn(part as never)) add(part.payment_intent, part.amount);
  const worth = new Map<string, number>();
  for (const { id, status, amount_received: amountCents, metadata } of store.all("payment_intent")) {
    if (status !== "succeeded") continue;
    const credits = Number(metadata.credits);
    const left = credits - creditsToTake({ amountCents, credits }, back.get(id) ?? 0);
    worth.set(metadata.organization_id, (worth.get(metadata.organization_id) ?? 0) + left);
  }
  return worth;
}

const has = async (organizationId: string) => {
  const ctx = { organizationId, requestId: "req_test", actor: { kind: "system", name: "test" } } as const;
  const { credits, owed } = await describeBalance(ctx);
  return { credits, owed };
};

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

it("row 12: ends in the same balance whatever order payment, refund, dispute and spending come in", async () => {
  const orders = permutations(["payment", "refund", "dispute", "spend"] as const);
  const follow = async (order: (typeof orders)[number]) => {
    // Enough to spend before the payment is known.
    const { organizationId } = await makeAccount({ credits: 400 });
    const intent = payPack(standIn, organizationId);
    const paid = lastEvent(standIn, "payment_intent.succeeded");
    refund(standIn, intent, 2_50);
    const refunded = lastEvent(standIn, "charge.refunded");
    dispute(standIn, intent, 4_00, "lost");
    const disputed = lastEvent(standIn, "charge.dispute.created");
    const steps = {
      payment: () => deliver(paid),
      refund: () => deliver(refunded),
      dispute: () => deliver(disputed),
      spend: () => spend(organizationId, 380),
    };
    for (const step of order) await steps[step]();
    expect([order, await has(organizationId)]).toEqual([order, { credits: 370, owed: 0 }]);
  };
  await Promise.all(orders.map(follow));
}, 120_000);

it(`keeps its books over ${EVENTS} events in any order, some twice, some never, while credits are spent`, async () => {
  const random = seeded(Number(process.env.BILLING_SEED ?? Date.now()));
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)];
  const buyers = await Promise.all(Array.from({ length: 12 }, () => makeAccount({ credits: 0 })));
  const spent = new Map(buyers.map(({ organizationId }) => [organizationId, 0]));
  const paid: { intent: string; cents: number; left: number }[] = [];
  const changing: { kind: "refund" | "dispute"; id: string }[] = [];
  const waiting: Stripe.Event[] = [];
  let delivered = 0;
  let told = 0;

  /** What the stand-in told since the last time is on its way. */
  const listen = () => {
    const events = standIn.world.store.all("event").slice(told);
    told += events.length;
    for (const event of events as unknown as Stripe.Event[]) {
      // One in twenty is lost on the way, and found by the hour alone.
      if (random.next() > 0.05) waiting.push(event);
      if (random.next() > 0.7) waiting.push(event);
    }
  };
  const change = () => {
    const drawn = random.next();
    if (drawn < 0.35 || paid.length === 0) {
      const pack = pick(["pack_small", "pack_medium"] as const);
      const cents = Math.round(packs[pack].cents * (1 - Math.floor(random.next() * 3) / 10));
      const intent = payPack(standIn, pick(buyers).organizationId, { pack, cents });
      return void paid.push({ intent, cents, left: cents });
    }
    if (drawn < 0.5 && changing.length > 0) {
      const { kind, id } = pick(changing);
      const states = kind === "refund" ? ["succeeded", "failed"] : ["needs_response", "won", "lost"];
      return becomes(standIn, kind, id, pick(states));
    }
    const payment = pick(paid);
    const cents = Math.min(payment.left, 1 + Math.floor(random.next() * payment.cents));
    if (cents === 0) return;
    payment.left -= cents;
    // Once a bank has taken a part, Stripe gives nothing back.
    if (drawn < 0.85) changing.push({ kind: "refund", id: refund(standIn, payment.intent, cents) });
    else {
      payment.left = 0;
      changing.push({ kind: "dispute", id: dispute(standIn, payment.intent, cents) });
    }
  };
  const arrive = async () => {
    while (waiting.length < DISORDER) {
      change();
      listen();
    }
    const [event] = waiting.splice(Math.floor(random.next() * waiting.length), 1);
    delivered++;
    await deliver(event);
  };
  const spendSome = async () => {
    const { organizationId } = pick(buyers);
    const { credits } = await has(organizationId);
    const amount = Math.floor(random.next() * credits);
    await spend(organizationId, amount).then(
      () => spent.set(organizationId, spent.get(organizationId)! + amount),
      () => undefined,
    );
  };
  const work = async () => {
    while (delivered < EVENTS) {
      if (random.next() < 0.3) await spendSome();
      await arrive();
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  await runJob("billing.reconcile");
  // What was still on its way is lost as well.
  for (const { eventId } of await queued("billing.event")) await handle(eventId);

  const left = worths();
  for (const { organizationId } of buyers) {
    const { credits, owed } = await has(organizationId);
    const worth = left.get(organizationId) ?? 0;
    expect([random.seed, credits - owed]).toEqual([random.seed, worth - spent.get(organizationId)!]);
    expect(Math.min(credits, owed)).toBe(0);
  }
  expect(await db().stripeEvent.count({ where: { handledAt: null } })).toBe(0);
  const { checks } = await checkInvariants();
  expect(checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual([
    // What is spent here is reserved for generations that are never made.
    "an open reservation belongs to a generation that is not finished",
  ]);
}, 3_600_000);

/** The same draws for the same seed, which a failure tells: BILLING_SEED repeats it. */
function seeded(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next };
}
