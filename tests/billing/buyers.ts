import Stripe from "stripe";
import { receiveEvent } from "@/lib/billing";
import { billingJobs } from "@/lib/billing/jobs";
import { packs, type PackName } from "@/lib/billing/plans";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { describeBalance, reserveCredits, settleCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import type { StandIn } from "@/lib/stripe-stand-in";
import { openDispute } from "@/lib/stripe-stand-in/disputes";
import { resolvePaymentMethod } from "@/lib/stripe-stand-in/payment-methods";
import { confirmPayment, makePayment } from "@/lib/stripe-stand-in/payments";
import { refundCharge } from "@/lib/stripe-stand-in/refunds";
import type { World } from "@/lib/stripe-stand-in/world";
import { makeStandIn, SECRET_KEY, WEBHOOK_SECRET } from "../stripe-stand-in/make-stand-in";

/** The stand-in as what the portal sells through. Its events go nowhere by themselves: the test says which come, and when. */
export async function sellOnStandIn(): Promise<StandIn> {
  const standIn = await makeStandIn();
  overrideEnv({
    stripeSecretKey: SECRET_KEY,
    stripeWebhookSecret: WEBHOOK_SECRET,
    stripeApiUrl: standIn.url,
  });
  return standIn;
}

export interface PaidPack {
  pack?: PackName;
  quantity?: number;
  /** With a code, or all of it. */
  cents?: number;
}

/** A payment of a pack as it stands at Stripe once a buyer paid it. */
export function payPack(
  { world }: StandIn,
  organizationId: string,
  { pack = "pack_small", quantity = 1, cents = packs[pack].cents * quantity }: PaidPack = {},
): string {
  const metadata = {
    organization_id: organizationId,
    kind: "pack",
    pack,
    quantity: String(quantity),
    credits: String(packs[pack].credits * quantity),
  };
  return world.store.transaction(() => {
    const intent = makePayment(world, { amount: cents, currency: "usd", customer: null, metadata });
    return confirmPayment(world, intent, resolvePaymentMethod(world, "pm_card_visa")).id;
  });
}

/** Part of a payment goes back. Throws as Stripe refuses: more than is left, or while a bank holds it. */
export function refund({ world }: StandIn, intent: string, cents: number, status = "succeeded"): string {
  return world.store.transaction(() => {
    const given = { amount: cents, reason: null, metadata: {} };
    const { id } = refundCharge(world, chargeOf(world, intent), given);
    return world.store.update("refund", id, { status }).id;
  });
}

/** A bank takes part of a payment. */
export function dispute(
  { world }: StandIn,
  intent: string,
  cents: number,
  status = "needs_response",
): string {
  return world.store.transaction(() => {
    const { id } = openDispute(world, chargeOf(world, intent), cents);
    return world.store.update("dispute", id, { status }).id;
  });
}

/** What a refund or a dispute has become; its event is told as well. */
export function becomes({ world }: StandIn, kind: "refund" | "dispute", id: string, status: string): void {
  const type = kind === "refund" ? "refund.updated" : "charge.dispute.updated";
  world.store.transaction(() => void world.change(kind, id, { status }, type));
}

const chargeOf = (world: World, intent: string) =>
  world.store.get("charge", world.store.get("payment_intent", intent).latest_charge!);

/** The last event of a type that the stand-in told, or did not tell anybody. */
export function lastEvent({ world }: StandIn, type: string): Stripe.Event {
  const found = world.store.all("event").findLast((event) => event.type === type);
  if (!found) throw new Error(`There is no event of type ${type}.`);
  return found as unknown as Stripe.Event;
}

/** Credits that are used up, as a generation does it that is finished at once. */
export const spend = (organizationId: string, amount: number): Promise<unknown> =>
  transaction(undefined, async (tx) => {
    const generationId = newId("generation");
    await reserveCredits(tx, { organizationId, amount, generationId, reason: "Test" });
    await settleCredits(tx, { generationId });
  });

/** What an organization has, and what it owes. */
export async function holdings(organizationId: string): Promise<{ credits: number; owed: number }> {
  const ctx = { organizationId, requestId: "req_test", actor: { kind: "system", name: "test" } } as const;
  const { credits, owed } = await describeBalance(ctx);
  return { credits, owed };
}

/** An event that no call of the stand-in's makes. */
export const eventOf = (type: string, object: Record<string, unknown>) => ({
  id: `evt_${newId("event").slice(4)}`,
  object: "event",
  type,
  created: seconds(),
  data: { object },
});

/** A signed event as Stripe sends it. */
export function signEvent(event: object, { secret = WEBHOOK_SECRET, atSeconds = seconds() } = {}) {
  const body = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: atSeconds });
  return { body, signature };
}

/** Now, by our own clock. */
export const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

/** Has an event delivered and handled. */
export async function deliver(event: { id: string }): Promise<void> {
  const { body, signature } = signEvent(event);
  await receiveEvent(body, signature);
  await handle(event.id);
}

export const handle = (eventId: string): Promise<void> => runJob("billing.event", { eventId });

export const runJob = (name: string, payload: object = {}): Promise<void> =>
  billingJobs[name](payload, { signal: new AbortController().signal } as never);

/** What the queue holds of a kind, by payload. */
export async function queued(job: string): Promise<Record<string, string>[]> {
  const rows = await db().$queryRaw<{ payload: Record<string, string> }[]>`
    SELECT payload FROM graphile_worker._private_jobs AS job
    JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id WHERE task.identifier = ${job}`;
  return rows.map(({ payload }) => payload);
}
