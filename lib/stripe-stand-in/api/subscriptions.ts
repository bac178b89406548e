import { cancelNow, changeItems, planChange, previewLines, requirePaid } from "../change-subscription";
import { readDiscount, redeem } from "../discounts";
import { invalid, StripeFailure } from "../failure";
import type { Subscription } from "../invoice-things";
import { composeInvoice } from "../invoices";
import type { Params } from "../params";
import { defaultMethodOf, resolvePaymentMethod } from "../payment-methods";
import { discountsOf, makeSubscription } from "../subscriptions";
import type { World } from "../world";
import { get, post, readable, remove, require, type Route } from "./route";

const [one, list] = readable("subscription", "/v1/subscriptions", {
  customer: ({ customer }, value) => customer === value,
  price: ({ items }, value) => items.data.some(({ price }) => price.id === value),
  test_clock: ({ test_clock }, value) => test_clock === value,
  status: ({ status }, value) =>
    value === "all" ||
    (value === "ended" ? ["canceled", "incomplete_expired"].includes(status) : status === value),
  // Without a status those that were ended are left out.
  _living: ({ status }) => status !== "canceled" && status !== "incomplete_expired",
});

export const subscriptionRoutes: Route[] = [
  one,
  {
    ...list,
    run(call) {
      if (!call.params.has("status")) call.params.values._living = "true";
      return list.run(call);
    },
  },
  post("/v1/subscriptions", ({ world, params }) => createSubscription(world, params)),
  post("/v1/subscriptions/:id", ({ world, params, ids }) => updateSubscription(world, params, ids[0])),
  remove("/v1/subscriptions/:id", ({ world, params, ids }) => {
    const details = params.inside("cancellation_details");
    return cancelNow(world, require(world, "subscription", ids[0]), {
      prorate: params.flag("prorate") ?? false,
      invoiceNow: params.flag("invoice_now") ?? false,
      details: { comment: details.text("comment"), feedback: details.text("feedback") },
    });
  }),
  get("/v1/subscription_items", ({ world, params, path }) => {
    const { items } = require(world, "subscription", params.required("subscription"), "subscription");
    return { ...items, url: path };
  }),
  post("/v1/invoices/create_preview", ({ world, params }) => preview(world, params)),
];

function createSubscription(world: World, params: Params): Subscription {
  const customer = require(world, "customer", params.required("customer"), "customer");
  const named = params.text("default_payment_method");
  const method = named ? resolvePaymentMethod(world, named, "default_payment_method") : undefined;
  const behaviour = params.text("payment_behavior") ?? "allow_incomplete";
  const items = params.each("items").map((item) => ({
    price: require(world, "price", item.required("price"), "items[0][price]"),
    quantity: item.whole("quantity", { min: 1 }) ?? 1,
    metadata: item.metadata(),
  }));
  if (items.some(({ price }) => !price.active))
    throw invalid(
      "The price specified is inactive. This field only accepts active prices.",
      "items[0][price]",
    );
  if (!method && !defaultMethodOf(world, customer) && behaviour !== "default_incomplete")
    throw invalid(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
      undefined,
      "resource_missing",
    );
  const subscription = makeSubscription(world, {
    customer,
    items,
    metadata: params.metadata(),
    description: params.text("description"),
    discount: readDiscount(world, params),
    method,
    waits: behaviour === "default_incomplete",
    confirmation: { offSession: params.flag("off_session") ?? false },
  });
  const invoice = world.store.find("invoice", subscription.latest_invoice);
  if (invoice && behaviour === "error_if_incomplete") requirePaid(world, invoice, behaviour);
  return subscription;
}

function updateSubscription(world: World, params: Params, id: string): Subscription {
  const subscription = require(world, "subscription", id);
  if (["canceled", "incomplete_expired"].includes(subscription.status))
    throw invalid(
      "A canceled subscription can only update its cancellation_details and metadata.",
      undefined,
      "resource_missing",
    );
  const patch = plainFields(world, params, subscription);
  const patched =
    Object.keys(patch).length > 0
      ? world.change("subscription", id, patch, "customer.subscription.updated")
      : subscription;
  if (params.has("items") || params.text("billing_cycle_anchor") === "now")
    return changeItems(world, patched, params);
  return patched;
}

function plainFields(world: World, params: Params, subscription: Subscription): Partial<Subscription> {
  const patch: Partial<Subscription> = {};
  if (params.has("metadata")) patch.metadata = params.metadata(subscription.metadata);
  if (params.has("description")) patch.description = params.text("description");
  const method = params.text("default_payment_method");
  if (method) {
    const kept = require(world, "payment_method", method, "default_payment_method");
    if (kept.customer !== subscription.customer)
      throw invalid("The payment method must be attached to the customer first.", "default_payment_method");
    patch.default_payment_method = method;
  }
  if (params.has("discounts")) {
    const discount = readDiscount(world, params);
    const owner = { customer: subscription.customer, subscription: subscription.id };
    patch.discounts = discount ? [redeem(world, discount, owner).id] : [];
  }
  return { ...patch, ...cancellation(world, params, subscription) };
}

function cancellation(world: World, params: Params, subscription: Subscription): Partial<Subscription> {
  const now = world.now(subscription.test_clock);
  const details = params.inside("cancellation_details");
  const ends = params.flag("cancel_at_period_end");
  if (ends !== null) {
    const end = Math.min(...subscription.items.data.map(({ current_period_end }) => current_period_end));
    return {
      cancel_at_period_end: ends,
      cancel_at: ends ? end : null,
      canceled_at: ends ? now : null,
      cancellation_details: {
        comment: details.text("comment"),
        feedback: details.text("feedback"),
        feedback_option: null,
        reason: ends ? "cancellation_requested" : null,
      },
    };
  }
  if (!params.has("cancel_at")) return {};
  const at = params.time("cancel_at");
  return { cancel_at: at, cancel_at_period_end: false, canceled_at: at === null ? null : now };
}

/** The next invoice of a subscription, with a change that is not made yet where `subscription_details` names one. */
function preview(world: World, params: Params) {
  const id = params.text("subscription");
  const customerId = params.text("customer");
  const subscription = id
    ? require(world, "subscription", id, "subscription")
    : world.store
        .all("subscription")
        .find(({ customer, status }) => customer === customerId && status === "active");
  if (!subscription)
    throw new StripeFailure(404, {
      type: "invalid_request_error",
      code: "invoice_upcoming_none",
      message: "No upcoming invoices for customer",
    });
  const details = params.inside("subscription_details");
  const plan = details.has("items") ? planChange(world, subscription, details) : undefined;
  const billsNow = details.text("proration_behavior") === "always_invoice";
  const lines = previewLines(world, subscription, plan, billsNow && plan !== undefined);
  const composed = composeInvoice(world, {
    customer: world.store.get("customer", subscription.customer),
    currency: subscription.currency,
    reason: "upcoming",
    lines,
    discounts: discountsOf(world, subscription),
    subscription,
  });
  return { ...composed, id: `upcoming_${composed.id}` };
}
