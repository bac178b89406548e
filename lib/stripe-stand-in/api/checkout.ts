import { sessionSums } from "../checkout";
import { readDiscount } from "../discounts";
import { invalid } from "../failure";
import type { Params } from "../params";
import { sessionLines } from "../session-lines";
import type { CheckoutSession } from "../session-things";
import type { Price } from "../thing";
import { newId, type World } from "../world";
import { get, post, readable, require, type Route } from "./route";

export const checkoutRoutes: Route[] = [
  ...readable("checkout.session", "/v1/checkout/sessions", {
    customer: ({ customer }, value) => customer === value,
    payment_intent: ({ payment_intent }, value) => payment_intent === value,
    subscription: ({ subscription }, value) => subscription === value,
    status: ({ status }, value) => status === value,
  }),
  post("/v1/checkout/sessions", ({ world, params }) => createSession(world, params)),
  post("/v1/checkout/sessions/:id", ({ world, params, ids }) => {
    const { id, metadata } = require(world, "checkout.session", ids[0]);
    return world.store.update("checkout.session", id, { metadata: params.metadata(metadata) });
  }),
  post("/v1/checkout/sessions/:id/expire", ({ world, ids }) => {
    const session = require(world, "checkout.session", ids[0]);
    if (session.status !== "open")
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      );
    const expired = world.store.update("checkout.session", session.id, { status: "expired", url: null });
    world.emit("checkout.session.expired", expired);
    return expired;
  }),
  get("/v1/checkout/sessions/:id/line_items", ({ world, ids }) =>
    sessionLines(world, require(world, "checkout.session", ids[0])),
  ),
];

function createSession(world: World, params: Params): CheckoutSession {
  const mode = params.oneOf("mode", ["payment", "subscription", "setup"], "payment");
  const successUrl = requireAddress(params, "success_url");
  const customerId = params.text("customer");
  const customer = customerId ? require(world, "customer", customerId, "customer") : undefined;
  const lines = params.each("line_items").map((line) => readLine(world, line));
  requireFittingLines(mode, lines);
  const discount = readDiscount(world, params);
  if (discount && params.flag("allow_promotion_codes"))
    throw invalid("You may only specify one of these parameters: allow_promotion_codes, discounts.");
  const id = newId("cs_test", 58);
  const now = world.now();
  const session: CheckoutSession = {
    id,
    object: "checkout.session",
    ...unusedFields,
    allow_promotion_codes: params.flag("allow_promotion_codes"),
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.text("billing_address_collection"),
    cancel_url: params.has("cancel_url") ? requireAddress(params, "cancel_url") : null,
    client_reference_id: params.text("client_reference_id"),
    created: now,
    currency: lines.at(0)?.price.currency ?? params.text("currency"),
    customer: customer?.id ?? null,
    customer_creation: customer
      ? null
      : (params.text("customer_creation") ?? (mode === "payment" ? "if_required" : "always")),
    customer_details: customer
      ? { ...noDetails, email: customer.email, name: customer.name, address: customer.address }
      : null,
    customer_email: params.text("customer_email"),
    discounts: discount ? [{ coupon: discount.coupon, promotion_code: discount.promotionCode }] : [],
    expires_at: params.time("expires_at") ?? now + 24 * 3600,
    invoice: null,
    invoice_creation:
      mode === "payment"
        ? {
            enabled: params.inside("invoice_creation").flag("enabled") ?? false,
            invoice_data: invoiceData(params),
          }
        : null,
    locale: params.text("locale"),
    metadata: params.metadata(),
    mode,
    payment_intent: null,
    payment_method_collection: mode === "subscription" ? "always" : "if_required",
    payment_status: mode === "setup" ? "no_payment_required" : "unpaid",
    setup_intent: null,
    status: "open",
    subscription: null,
    success_url: successUrl,
    tax_id_collection: {
      enabled: params.inside("tax_id_collection").flag("enabled") ?? false,
      required: "never",
    },
    ui_mode: "hosted_page",
    url: `${world.baseUrl}/pay/${id}`,
    amount_subtotal: null,
    amount_total: null,
    ...privateFields(params, lines),
    _coupon: discount?.coupon ?? null,
    _promotionCode: discount?.promotionCode ?? null,
  };
  const sums = mode === "setup" ? {} : sessionSums(world, session);
  return world.store.put("checkout.session", { ...session, ...sums });
}

const unusedFields = {
  adaptive_pricing: null,
  after_expiration: null,
  allowed_payment_method_types: null,
  client_secret: null,
  collected_information: { business_name: null, individual_name: null, shipping_details: null },
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  integration_identifier: null,
  livemode: false,
  managed_payments: null,
  origin_context: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: "automatic" } },
  payment_method_types: ["card"],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  wallet_options: null,
};

export const noDetails = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: "none",
  tax_ids: [],
};

/** What the call says about the payment, the subscription and the invoice that do not exist yet. */
function privateFields(params: Params, lines: CheckoutSession["_lines"]) {
  const payment = params.inside("payment_intent_data");
  const subscription = params.inside("subscription_data");
  const { metadata, description } = invoiceData(params);
  return {
    _lines: lines,
    _paymentData: {
      metadata: payment.metadata(),
      description: payment.text("description"),
      setup_future_usage: payment.text("setup_future_usage"),
    },
    _subscriptionData: { metadata: subscription.metadata(), description: subscription.text("description") },
    _setupData: { metadata: params.inside("setup_intent_data").metadata() },
    _invoiceData: {
      enabled: params.inside("invoice_creation").flag("enabled") ?? false,
      metadata,
      description,
    },
    _saves: false,
    _collectsAddress: params.text("billing_address_collection") === "required",
    _collectsTaxId: params.inside("tax_id_collection").flag("enabled") ?? false,
    _offersSaving: params.inside("saved_payment_method_options").text("payment_method_save") === "enabled",
    _keepsAddress: params.inside("customer_update").text("address") === "auto",
    _keepsName: params.inside("customer_update").text("name") === "auto",
  };
}

function invoiceData(params: Params) {
  const data = params.inside("invoice_creation").inside("invoice_data");
  return {
    account_tax_ids: null,
    custom_fields: null,
    description: data.text("description"),
    footer: data.text("footer"),
    issuer: null,
    metadata: data.metadata(),
    rendering_options: null,
  };
}

function readLine(world: World, line: Params): { price: Price; quantity: number } {
  const price = require(world, "price", line.required("price"), "line_items[0][price]");
  if (!price.active)
    throw invalid(
      "The price specified is inactive. This field only accepts active prices.",
      "line_items[0][price]",
    );
  const quantity = line.whole("quantity", { min: 1, max: 999_999 });
  if (quantity === null)
    throw invalid(
      "Missing required param: line_items[0][quantity].",
      "line_items[0][quantity]",
      "parameter_missing",
    );
  return { price, quantity };
}

function requireFittingLines(mode: CheckoutSession["mode"], lines: CheckoutSession["_lines"]): void {
  if (mode === "setup") return;
  if (lines.length === 0)
    throw invalid("Missing required param: line_items.", "line_items", "parameter_missing");
  if (mode === "payment" && lines.some(({ price }) => price.recurring))
    throw invalid(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      "line_items",
    );
  if (mode === "subscription" && !lines.some(({ price }) => price.recurring))
    throw invalid(
      "You must provide at least one recurring price in `subscription` mode when using prices.",
      "line_items",
    );
  if (new Set(lines.map(({ price }) => price.currency)).size > 1)
    throw invalid("All line items must have the same currency.", "line_items");
}

function requireAddress(params: Params, name: string): string {
  const address = params.required(name);
  if (URL.canParse(address) && /^https?:/.test(address)) return address;
  throw invalid("Not a valid URL", name, "url_invalid");
}
