import type { Metadata, Price, Thing } from "./thing";

export interface CheckoutSession extends Thing {
  allow_promotion_codes: boolean | null;
  amount_subtotal: number | null;
  amount_total: number | null;
  cancel_url: string | null;
  currency: string | null;
  customer: string | null;
  customer_email: string | null;
  expires_at: number;
  invoice: string | null;
  metadata: Metadata;
  mode: "payment" | "subscription" | "setup";
  payment_intent: string | null;
  payment_status: string;
  setup_intent: string | null;
  status: "open" | "complete" | "expired";
  subscription: string | null;
  success_url: string | null;
  _lines: { price: Price; quantity: number }[];
  /** The parts of the call that apply once it is paid. */
  _paymentData: { metadata: Metadata; description: string | null; setup_future_usage: string | null };
  _subscriptionData: { metadata: Metadata; description: string | null };
  _setupData: { metadata: Metadata };
  _invoiceData: { enabled: boolean; metadata: Metadata; description: string | null };
  _saves: boolean;
  _collectsAddress: boolean;
  _collectsTaxId: boolean;
  _coupon: string | null;
  _promotionCode: string | null;
}

export interface PortalConfiguration extends Thing {
  active: boolean;
  is_default: boolean;
  default_return_url: string | null;
  features: Record<string, Record<string, unknown>>;
}

export interface PortalSession extends Thing {
  customer: string;
  configuration: string;
  return_url: string | null;
  flow: { type: string } | null;
}

export interface TestClock extends Thing {
  frozen_time: number;
  status: string;
}

export interface WebhookEndpoint extends Thing {
  url: string;
  enabled_events: string[];
  status: "enabled" | "disabled";
  _secret: string;
}

export interface Event extends Thing {
  type: string;
  created: number;
  data: { object: Thing; previous_attributes?: Record<string, unknown> };
  pending_webhooks: number;
}

/** One event on its way to one endpoint. */
export interface Delivery extends Thing {
  event: string;
  endpoint: string;
  attempts: number;
  /** Of this machine's clock, in milliseconds; null once it arrived or was given up. */
  due_at: number | null;
  last_status: number | null;
}

/** An answer kept for a repeated call under the same key. */
export interface KeptAnswer extends Thing {
  fingerprint: string;
  status: number;
  body: unknown;
}

/** How far the clock of everything without a test clock is ahead of the machine's, in seconds. */
export interface ClockSetting extends Thing {
  ahead: number;
}
