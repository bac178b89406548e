/** What the stand-in keeps: Stripe's objects as its API writes them, named here as far as they are computed with. */
export interface Thing {
  id: string;
  object: string;
  created?: number;
  [field: string]: unknown;
}

export type Metadata = Record<string, string>;

export interface Address {
  line1: string | null;
  line2: string | null;
  city: string | null;
  postal_code: string | null;
  state: string | null;
  country: string | null;
}

export interface Listing<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  url: string;
}

export interface Customer extends Thing {
  email: string | null;
  name: string | null;
  address: Address | null;
  /** In cents; below zero the customer has credit that the next invoice takes. */
  balance: number;
  invoice_prefix: string;
  next_invoice_sequence: number;
  invoice_settings: { default_payment_method: string | null; [field: string]: unknown };
  test_clock: string | null;
  metadata: Metadata;
}

export interface TaxId extends Thing {
  customer: string;
  type: string;
  value: string;
}

export interface Product extends Thing {
  name: string;
  active: boolean;
  metadata: Metadata;
}

export interface Price extends Thing {
  active: boolean;
  currency: string;
  product: string;
  lookup_key: string | null;
  recurring: { interval: Interval; interval_count: number; [field: string]: unknown } | null;
  unit_amount: number;
  metadata: Metadata;
}

export type Interval = "day" | "week" | "month" | "year";

export interface Coupon extends Thing {
  amount_off: number | null;
  percent_off: number | null;
  currency: string | null;
  duration: "once" | "repeating" | "forever";
  duration_in_months: number | null;
  max_redemptions: number | null;
  redeem_by: number | null;
  times_redeemed: number;
  valid: boolean;
}

export interface PromotionCode extends Thing {
  active: boolean;
  code: string;
  customer: string | null;
  expires_at: number | null;
  max_redemptions: number | null;
  times_redeemed: number;
  promotion: { type: "coupon"; coupon: string };
}

export interface Discount extends Thing {
  customer: string | null;
  end: number | null;
  start: number;
  promotion_code: string | null;
  source: { type: "coupon"; coupon: string };
  subscription: string | null;
}
