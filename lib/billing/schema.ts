import { z } from "zod";
import { CURRENCY, MOST_PACKS, packNames, paidPlanNames } from "./plans";

/** Shapes of the billing room: pure zod, safe in a browser. */
export * from "./plans";
export * from "./spending-schema";

export const PackNameSchema = z.enum(packNames, "Choose one of the packs.");
export const PaidPlanSchema = z.enum(paidPlanNames, "Choose one of the plans.");

const quantity = z
  .int("Buy a whole number of packs.")
  .min(1, "Buy one pack or more.")
  .max(MOST_PACKS, `Buy up to ${MOST_PACKS} packs at once.`)
  .default(1);

/** A code of a coupon, as people type it. */
const coupon = z
  .string()
  .trim()
  .regex(/^[\w-]{1,64}$/, "A code has letters, digits and hyphens.")
  .optional();

/** Prices are in one currency; whoever names another is told so instead of being charged in this one. */
const currency = z.literal(CURRENCY, "Prices are in US dollars.").default(CURRENCY);

export const BuyPack = z.strictObject({ pack: PackNameSchema, quantity, coupon, currency });
export type BuyPack = z.infer<typeof BuyPack>;

export const ChoosePlan = z.strictObject({ plan: PaidPlanSchema, coupon, currency });
export type ChoosePlan = z.infer<typeof ChoosePlan>;

export const ChangePlan = z.strictObject({ plan: PaidPlanSchema });
export type ChangePlan = z.infer<typeof ChangePlan>;

export const CheckoutId = z.string().regex(/^cho_[0-9A-Za-z]{22}$/, "A purchase's id looks like cho_….");
export const PaymentId = z.string().regex(/^pay_[0-9A-Za-z]{22}$/, "A payment's id looks like pay_….");

export interface Checkout {
  id: string;
  status: "open" | "paid" | "expired";
  /** Stripe's page; null once it is over. */
  url: string | null;
}

const note = z
  .string()
  .trim()
  .min(3, "Say why in a few words.")
  .max(200, "Keep the reason to 200 characters.");

export const RefundPayment = z.strictObject({ payment_id: PaymentId, reason: note });
export type RefundPayment = z.infer<typeof RefundPayment>;

const optionalLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep it to ${most} characters.`)
    .transform((text) => text || undefined)
    .optional();

export const BillingDetails = z.strictObject({
  name: optionalLine(150),
  email: z.email("Write an address such as billing@example.com.").optional(),
  line1: optionalLine(200),
  line2: optionalLine(200),
  postal_code: optionalLine(20),
  city: optionalLine(100),
  state: optionalLine(100),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Two capital letters, such as DE.")
    .optional(),
});
export type BillingDetails = z.infer<typeof BillingDetails>;

export const TaxId = z.strictObject({
  type: z.string().regex(/^[a-z]{2}_[a-z_]{2,20}$/, "Choose the kind of tax id, such as eu_vat."),
  value: z.string().trim().min(3, "Write the tax id.").max(50, "A tax id has up to 50 characters."),
});
export type TaxId = z.infer<typeof TaxId>;

export interface ListedPayment {
  id: string;
  kind: "pack" | "top_up" | "plan";
  description: string;
  amount_cents: number;
  currency: string;
  credits: number;
  credits_taken: number;
  refunded_cents: number;
  disputed_cents: number;
  paid_at: string;
}

export interface ListedInvoice {
  id: string;
  number: string | null;
  status: string;
  total_cents: number;
  currency: string;
  created_at: string;
  /** Stripe's page, where one that is open is paid, and the same as PDF. */
  url: string | null;
  pdf_url: string | null;
}

export interface SavedPaymentMethod {
  id: string;
  /** `Visa`, `SEPA debit` and so on. */
  name: string;
  last_four: string | null;
  expires: string | null;
  default: boolean;
}
