import { newId } from "@/lib/core/ids";
import { billingJobs } from "@/lib/billing/jobs";
import { receiveEvent } from "@/lib/billing";
import { packs, type PackName } from "@/lib/billing/plans";
import { db } from "@/lib/db";
import { seconds, signEvent, type FakeStripe } from "./fake-stripe";

/** A payment of a pack as it stands at Stripe once a buyer paid it. */
export function payPack(
  fake: FakeStripe,
  organizationId: string,
  { pack = "pack_small", quantity = 1, cents }: { pack?: PackName; quantity?: number; cents?: number } = {},
): string {
  const id = `pi_${newId("payment").slice(4)}`;
  fake.put("payment_intent", {
    id,
    status: "succeeded",
    amount_received: cents ?? packs[pack].cents * quantity,
    currency: "usd",
    metadata: {
      organization_id: organizationId,
      kind: "pack",
      pack,
      quantity: String(quantity),
      credits: String(packs[pack].credits * quantity),
    },
  });
  return id;
}

export function refund(fake: FakeStripe, intent: string, cents: number, status = "succeeded"): string {
  const id = `re_${newId("refund").slice(4)}`;
  fake.put("refund", { id, payment_intent: intent, amount: cents, status, metadata: {} });
  return id;
}

export function dispute(fake: FakeStripe, intent: string, cents: number, status = "needs_response"): string {
  const id = `dp_${newId("refund").slice(4)}`;
  fake.put("dispute", { id, payment_intent: intent, amount: cents, status });
  return id;
}

/** An event of Stripe's about a thing. */
export const eventOf = (
  type: string,
  object: Record<string, unknown>,
  id = `evt_${newId("event").slice(4)}`,
) => ({
  id,
  object: "event",
  type,
  created: seconds(),
  data: { object },
});

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
