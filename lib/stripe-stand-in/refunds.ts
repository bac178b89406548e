import { moveBalance } from "./charges";
import { invalid } from "./failure";
import type { Charge, Refund } from "./payment-things";
import type { Metadata } from "./thing";
import { newId, type World } from "./world";

export interface NewRefund {
  /** In cents; all that is left where absent. */
  amount: number | null;
  reason: string | null;
  metadata: Metadata;
}

export function refundCharge(world: World, charge: Charge, { amount, reason, metadata }: NewRefund): Refund {
  if (!charge.paid) throw invalid("This charge has not been paid and cannot be refunded.");
  const left = charge.amount - charge.amount_refunded;
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
  if (charge.disputed && !wonBack(world, charge))
    throw invalid(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      "charge_disputed",
    );
  if (amount === 0) throw invalid("This value must be greater than or equal to 1.", "amount");
  if (amount !== null && amount > left)
    throw invalid(
      `Refund amount ($${(amount / 100).toFixed(2)}) is greater than unrefunded amount on charge ($${(left / 100).toFixed(2)})`,
      "amount",
    );
  const given = amount ?? left;
  const id = newId("re");
  const created = world.nowOf(charge.customer);
  const refund = world.store.put("refund", {
    id,
    object: "refund",
    amount: given,
    balance_transaction: moveBalance(world, "refund", -given, id, created),
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  });
  const refunded = charge.amount_refunded + given;
  world.emit("refund.created", refund);
  world.change(
    "charge",
    charge.id,
    { amount_refunded: refunded, refunded: refunded === charge.amount },
    "charge.refunded",
  );
  world.emit("refund.updated", refund);
  return refund;
}

const wonBack = (world: World, charge: Charge): boolean =>
  world.store.all("dispute").some((dispute) => dispute.charge === charge.id && dispute.status === "won");
