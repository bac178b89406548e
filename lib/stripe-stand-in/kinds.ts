import type { Invoice, InvoiceItem, InvoicePayment, Subscription } from "./invoice-things";
import type { Charge, Dispute, PaymentIntent, PaymentMethod, Refund, SetupIntent } from "./payment-things";
import type {
  CheckoutSession,
  ClockSetting,
  Delivery,
  Event,
  KeptAnswer,
  PortalConfiguration,
  PortalSession,
  TestClock,
  WebhookEndpoint,
} from "./session-things";
import type { Coupon, Customer, Discount, Price, Product, PromotionCode, TaxId, Thing } from "./thing";

/** Each kind of object by its name in the store. */
export interface Kinds {
  customer: Customer;
  tax_id: TaxId;
  product: Product;
  price: Price;
  coupon: Coupon;
  promotion_code: PromotionCode;
  discount: Discount;
  payment_method: PaymentMethod;
  payment_intent: PaymentIntent;
  setup_intent: SetupIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  balance_transaction: Thing;
  invoice: Invoice;
  invoiceitem: InvoiceItem;
  invoice_payment: InvoicePayment;
  subscription: Subscription;
  "checkout.session": CheckoutSession;
  "billing_portal.configuration": PortalConfiguration;
  "billing_portal.session": PortalSession;
  "test_helpers.test_clock": TestClock;
  webhook_endpoint: WebhookEndpoint;
  event: Event;
  delivery: Delivery;
  kept_answer: KeptAnswer;
  clock_setting: ClockSetting;
}

export type Kind = keyof Kinds;
