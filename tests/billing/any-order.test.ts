import { afterAll, beforeAll, expect, it } from "vitest";
import { creditsToTake, isLive, isWithdrawn } from "@/lib/billing/payment-state";
import { packs } from "@/lib/billing/plans";
import { newId } from "@/lib/core/ids";
import { describeBalance, reserveCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { checkInvariants } from "@/lib/run/invariants";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { deliver, dispute, eventOf, handle, payPack, queued, refund, runJob } from "./buyers";
import { fakeStripe, type FakeStripe } from "./fake-stripe";

/** `BILLING_EVENTS=10000 npm test` delivers as many. */
const EVENTS = Number(process.env.BILLING_EVENTS ?? 300);

let fake: FakeStripe;
beforeAll(async () => {
  await freshDatabase();
  fake = await fakeStripe();
});
afterAll(() => fake.close());

const spend = (organizationId: string, amount: number) =>
  transaction(undefined, (tx) =>
    reserveCredits(tx, { organizationId, amount, generationId: newId("generation"), reason: "Test" }),
  );

/** What has to be true of an organization, from Stripe's things alone: credits less those owed. */
function worthOf(organizationId: string): number {
  const all = [...fake.things.values()] as unknown as Record<string, never>[];
  const bought = all.filter(
    ({ object, status, metadata }) =>
      object === "payment_intent" && status === "succeeded" && metadata["organization_id"] === organizationId,
  );
  return bought.reduce((sum, { id, amount_received: amountCents, metadata }) => {
    const about = (type: string) =>
      fake
        .about(id)
        .filter(({ object }) => object === type)
        .map(({ amount, status }) => ({ cents: amount as number, status: status as string }));
    const back = [
      ...about("refund").filter((part) => isLive(part as never)),
      ...about("dispute").filter((part) => isWithdrawn(part as never)),
    ].reduce((cents, part) => cents + part.cents, 0);
    const credits = Number(metadata["credits"]);
    return sum + credits - creditsToTake({ amountCents, credits }, back);
  }, 0);
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
    const intent = payPack(fake, organizationId);
    refund(fake, intent, 2_50);
    const disputed = dispute(fake, intent, 4_00, "lost");
    const steps = {
      payment: () => deliver(eventOf("payment_intent.succeeded", { id: intent })),
      refund: () => deliver(eventOf("charge.refunded", { id: "ch_a", payment_intent: intent })),
      dispute: () => deliver(eventOf("charge.dispute.created", { id: disputed, payment_intent: intent })),
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
  const waiting: { id: string }[] = [];
  let delivered = 0;

  const tell = (type: string, object: Record<string, unknown>) => {
    const event = eventOf(type, object);
    fake.put("event", event);
    // One in twenty is lost on the way, and found by the hour alone.
    if (random.next() > 0.05) waiting.push(event);
    if (random.next() > 0.7) waiting.push(event);
  };
  const change = () => {
    const drawn = random.next();
    if (drawn < 0.35 || paid.length === 0) {
      const { organizationId } = pick(buyers);
      const pack = pick(["pack_small", "pack_medium"] as const);
      const cents = Math.round(packs[pack].cents * (1 - Math.floor(random.next() * 3) / 10));
      const intent = payPack(fake, organizationId, { pack, cents });
      paid.push({ intent, cents, left: cents });
      tell("payment_intent.succeeded", { id: intent });
      return tell("charge.succeeded", { id: "ch_a", payment_intent: intent });
    }
    const payment = pick(paid);
    const about = { payment_intent: payment.intent };
    const cents = Math.min(payment.left, 1 + Math.floor(random.next() * payment.cents));
    const changing = fake.about(payment.intent);
    if (drawn < 0.6 && changing.length > 0) {
      const thing = pick(changing);
      thing.status =
        thing.object === "refund" ? pick(["succeeded", "failed"]) : pick(["needs_response", "won", "lost"]);
      return tell("charge.dispute.updated", { id: thing.id, ...about });
    }
    if (cents === 0) return;
    payment.left -= cents;
    const thing = drawn < 0.8 ? refund(fake, payment.intent, cents) : dispute(fake, payment.intent, cents);
    tell(drawn < 0.8 ? "charge.refunded" : "charge.dispute.created", { id: thing, ...about });
  };
  const arrive = async () => {
    if (waiting.length === 0) change();
    const [event] = waiting.splice(Math.floor(random.next() * waiting.length), 1);
    if (event) await deliver(event);
    delivered++;
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
      if (random.next() < 0.6) change();
      if (random.next() < 0.3) await spendSome();
      await arrive();
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  await Promise.all(waiting.splice(0).map((event) => deliver(event)));
  await runJob("billing.reconcile");
  for (const { eventId } of await queued("billing.event")) await handle(eventId);

  for (const { organizationId } of buyers) {
    const { credits, owed } = await has(organizationId);
    expect([random.seed, credits - owed]).toEqual([
      random.seed,
      worthOf(organizationId) - spent.get(organizationId)!,
    ]);
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
