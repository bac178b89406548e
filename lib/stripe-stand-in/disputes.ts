import { moveBalance } from "./charges";
import { invalid } from "./failure";
import type { Charge, Dispute } from "./payment-things";
import { newId, type World } from "./world";

/** The bank takes a payment back, or a part; the money is gone at once and returns only if the dispute is won. */
export function openDispute(world: World, charge: Charge, amount = charge.amount): Dispute {
  const id = newId("du");
  const created = world.nowOf(charge.customer);
  const taken = moveBalance(world, "adjustment", -amount, id, created);
  const dispute = world.store.put("dispute", {
    id,
    object: "dispute",
    amount,
    balance_transactions: [world.store.get("balance_transaction", taken)],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: created + 7 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: null,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: { brand: "visa", case_type: "chargeback", network_reason_code: "10.4" },
    },
    reason: "fraudulent",
    status: "needs_response",
  });
  world.store.update("charge", charge.id, { disputed: true });
  world.emit("charge.dispute.created", dispute);
  world.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** As Stripe's test mode decides it: by the words of the evidence. Without such words it stays under review. */
export function submitEvidence(world: World, dispute: Dispute, evidence: Record<string, unknown>): Dispute {
  requireOpen(dispute);
  const answered = world.change(
    "dispute",
    dispute.id,
    {
      evidence: { ...dispute.evidence, ...evidence },
      evidence_details: {
        ...(dispute.evidence_details as object),
        has_evidence: true,
        submission_count: 1,
      },
      status: "under_review",
    },
    "charge.dispute.updated",
  );
  const words = Object.values(evidence);
  if (words.includes("winning_evidence")) return closeDispute(world, answered, "won");
  if (words.includes("losing_evidence")) return closeDispute(world, answered, "lost");
  return answered;
}

export function closeDispute(world: World, dispute: Dispute, status: "won" | "lost"): Dispute {
  requireOpen(dispute);
  const returned =
    status === "won"
      ? world.store.get(
          "balance_transaction",
          moveBalance(world, "adjustment", dispute.amount, dispute.id, world.now()),
        )
      : undefined;
  const closed = world.store.update("dispute", dispute.id, {
    status,
    balance_transactions: [...(dispute.balance_transactions as unknown[]), ...(returned ? [returned] : [])],
  });
  world.emit("charge.dispute.closed", closed);
  if (returned) world.emit("charge.dispute.funds_reinstated", closed);
  return closed;
}

function requireOpen(dispute: Dispute): void {
  if (["won", "lost"].includes(dispute.status)) throw invalid("This dispute is already closed.");
}
