import type { Listing, Metadata, Price, Thing } from "./thing";

export interface InvoiceLine extends Thing {
  amount: number;
  description: string | null;
  period: { start: number; end: number };
  quantity: number;
}

export interface Invoice extends Thing {
  amount_due: number;
  amount_paid: number;
  amount_remaining: number;
  attempt_count: number;
  billing_reason: string;
  currency: string;
  customer: string;
  lines: Listing<InvoiceLine>;
  metadata: Metadata;
  next_payment_attempt: number | null;
  number: string | null;
  parent: {
    type: string;
    quote_details: null;
    subscription_details: { subscription: string; metadata: Metadata } | null;
  } | null;
  status: string;
  subtotal: number;
  total: number;
  total_discount_amounts: { amount: number; discount: string }[];
  starting_balance: number;
  ending_balance: number | null;
  status_transitions: Record<string, number | null>;
  test_clock: string | null;
}

export interface InvoiceItem extends Thing {
  amount: number;
  currency: string;
  customer: string;
  description: string | null;
  invoice: string | null;
  period: { start: number; end: number };
  proration: boolean;
  quantity: number;
  _price: string | null;
  _subscription: string | null;
}

export interface InvoicePayment extends Thing {
  invoice: string;
  status: string;
  amount_paid: number | null;
  payment: { type: "payment_intent"; payment_intent: string };
}

export interface SubscriptionItem extends Thing {
  current_period_start: number;
  current_period_end: number;
  price: Price;
  quantity: number;
  subscription: string;
}

export interface Subscription extends Thing {
  billing_cycle_anchor: number;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  canceled_at: number | null;
  currency: string;
  customer: string;
  default_payment_method: string | null;
  discounts: string[];
  ended_at: number | null;
  items: Listing<SubscriptionItem>;
  latest_invoice: string | null;
  metadata: Metadata;
  status: string;
  test_clock: string | null;
  /** What waits for its invoice to be paid. */
  _pendingItems?: SubscriptionItem[];
}
