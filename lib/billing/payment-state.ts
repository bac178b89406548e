/** What Stripe says of one payment, at one moment. */
export interface PaymentState {
  organizationId: string;
  kind: "pack" | "top_up" | "plan";
  /** Stripe's payment intent, free checkout session or invoice: what makes a payment one. */
  source: string;
  paymentIntentId: string | null;
  description: string;
  amountCents: number;
  taxCents: number;
  currency: string;
  /** Credits that it stands for. */
  credits: number;
  plan: string | null;
  periodEndsAt: Date | null;
  paidAt: Date;
  invoiceNumber: string | null;
  country: string | null;
  taxId: string | null;
  refunds: readonly RefundState[];
  disputes: readonly DisputeState[];
}

export interface RefundState {
  id: string;
  cents: number;
  status: string;
  /** Our own row, where we asked for it. */
  refundId: string | null;
  at: Date;
}

export interface DisputeState {
  id: string;
  cents: number;
  status: string;
  at: Date;
}

/** While these stand, the bank has taken the money; inquiries, and what we won, leave it. */
const withdrawing = new Set([
  "needs_response",
  "under_review",
  "lost",
  "appeal_needs_response",
  "appeal_under_review",
]);

export const isLive = ({ status }: RefundState): boolean => status !== "failed" && status !== "canceled";
export const isWithdrawn = ({ status }: DisputeState): boolean => withdrawing.has(status);

const sum = (parts: readonly { cents: number }[]): number =>
  parts.reduce((total, { cents }) => total + cents, 0);

/** Cents that went back, and those that a bank holds. */
export const refundedCents = ({ refunds }: Pick<PaymentState, "refunds">): number =>
  sum(refunds.filter(isLive));
export const disputedCents = ({ disputes }: Pick<PaymentState, "disputes">): number =>
  sum(disputes.filter(isWithdrawn));

/**
 * How many of a payment's credits are to be taken back when so many of its cents went back: in proportion, and rounded so
 * that a whole refund takes all of them. Follows from the state alone, whatever order led to it.
 */
export function creditsToTake(
  { amountCents, credits }: Pick<PaymentState, "amountCents" | "credits">,
  backCents: number,
): number {
  if (backCents <= 0 || amountCents <= 0) return 0;
  return Math.ceil((credits * Math.min(backCents, amountCents)) / amountCents);
}

/**
 * Cents to send back for credits that were not used, of a payment of which some may have gone back already: in proportion,
 * rounded down, so that {@link creditsToTake} never takes more than these.
 */
export function refundableCents(
  { amountCents, credits }: Pick<PaymentState, "amountCents" | "credits">,
  unused: number,
  backCents: number,
): number {
  if (credits === 0) return 0;
  const share = Math.floor((amountCents * unused) / credits);
  return Math.max(0, Math.min(share, amountCents - backCents));
}
