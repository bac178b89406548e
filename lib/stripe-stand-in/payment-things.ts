import type { Address, Metadata, Thing } from "./thing";

export interface PaymentMethod extends Thing {
  customer: string | null;
  billing_details: BillingDetails;
  card: { brand: string; last4: string; exp_month: number; exp_year: number; fingerprint: string };
  /** Which test card it was: says how it behaves, and is never answered. */
  _behaviour: string;
  /** Whether the holder approved later charges. */
  _setUp: boolean;
}

export interface BillingDetails {
  address: Address;
  email: string | null;
  name: string | null;
  phone: string | null;
  tax_id: string | null;
}

export interface CardFailure {
  code: string;
  decline_code?: string;
  message: string;
}

export interface PaymentIntent extends Thing {
  amount: number;
  amount_received: number;
  currency: string;
  customer: string | null;
  description: string | null;
  latest_charge: string | null;
  metadata: Metadata;
  payment_method: string | null;
  receipt_email: string | null;
  setup_future_usage: string | null;
  status: string;
  /** What waits for its end. */
  _invoice: string | null;
  _session: string | null;
}

export interface SetupIntent extends Thing {
  customer: string | null;
  payment_method: string | null;
  metadata: Metadata;
  status: string;
  _session: string | null;
}

export interface Charge extends Thing {
  amount: number;
  amount_refunded: number;
  currency: string;
  customer: string | null;
  disputed: boolean;
  metadata: Metadata;
  paid: boolean;
  payment_intent: string | null;
  payment_method: string | null;
  refunded: boolean;
  status: string;
}

export interface Refund extends Thing {
  amount: number;
  charge: string;
  payment_intent: string | null;
  status: string;
}

export interface Dispute extends Thing {
  amount: number;
  charge: string;
  payment_intent: string | null;
  status: string;
  evidence: Record<string, unknown>;
}
