import type Stripe from "stripe";
import { db } from "@/lib/db";
import { applyPayment } from "./apply-payment";
import type { DisputeState, PaymentState, RefundState } from "./payment-state";

/** Reads and applies until nobody wrote in between; throws after ten, for the job to come again. */
export async function untilApplied(source: string, read: () => Promise<PaymentState>): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row = await db().billingPayment.findUnique({ where: { source }, select: { version: true } });
    if (await applyPayment(await read(), row?.version ?? 0)) return;
  }
  throw new Error(`The payment ${source} changes too often to be read.`);
}

export async function readRefunds(client: Stripe, paymentIntentId: string): Promise<RefundState[]> {
  const { data } = await client.refunds.list({ payment_intent: paymentIntentId, limit: 100 });
  return data.map(({ id, amount, status, metadata, created }) => ({
    id,
    cents: amount,
    status: status ?? "pending",
    refundId: metadata?.refund_id ?? null,
    at: new Date(created * 1000),
  }));
}

export async function readDisputes(client: Stripe, paymentIntentId: string): Promise<DisputeState[]> {
  const { data } = await client.disputes.list({ payment_intent: paymentIntentId, limit: 100 });
  return data.map(({ id, amount, status, created }) => ({
    id,
    cents: amount,
    status,
    at: new Date(created * 1000),
  }));
}

const ATTEMPTS = 10;
