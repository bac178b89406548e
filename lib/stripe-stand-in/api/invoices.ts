import { cardFailure, invalid } from "../failure";
import { lineOfItem, makeItem, pendingItems } from "../invoice-lines";
import type { Invoice } from "../invoice-things";
import { finalizeInvoice, makeInvoice, voidInvoice } from "../invoices";
import { listPage } from "../list-page";
import type { Params } from "../params";
import { payInvoice } from "../pay-invoice";
import { resolvePaymentMethod } from "../payment-methods";
import { failureOf } from "../payments";
import type { World } from "../world";
import { followInvoiceOfCheckout } from "../checkout";
import { get, post, readable, remove, require, type Route } from "./route";

export const invoiceRoutes: Route[] = [
  ...readable("invoice", "/v1/invoices", {
    customer: ({ customer }, value) => customer === value,
    status: ({ status }, value) => status === value,
    subscription: ({ parent }, value) => parent?.subscription_details?.subscription === value,
  }),
  post("/v1/invoices", ({ world, params }) => createInvoice(world, params)),
  get("/v1/invoices/:id/lines", ({ world, params, ids, path }) =>
    listPage([...require(world, "invoice", ids[0]).lines.data].reverse(), params, path),
  ),
  post("/v1/invoices/:id", ({ world, params, ids }) => {
    const { id, metadata } = require(world, "invoice", ids[0]);
    return world.change("invoice", id, { metadata: params.metadata(metadata) }, "invoice.updated");
  }),
  post("/v1/invoices/:id/finalize", ({ world, ids }) =>
    finalizeInvoice(world, require(world, "invoice", ids[0])),
  ),
  post("/v1/invoices/:id/pay", ({ world, params, ids }) => pay(world, params, ids[0])),
  post("/v1/invoices/:id/void", ({ world, ids }) => voidInvoice(world, require(world, "invoice", ids[0]))),
  remove("/v1/invoices/:id", ({ world, ids }) => {
    const { id, status } = require(world, "invoice", ids[0]);
    if (status !== "draft") throw invalid("You can only delete draft invoices.");
    world.store.remove("invoice", id);
    return { id, object: "invoice", deleted: true };
  }),
  ...readable("invoice_payment", "/v1/invoice_payments", {
    invoice: ({ invoice }, value) => invoice === value,
    status: ({ status }, value) => status === value,
    _payment: ({ payment }, value) => payment.payment_intent === value,
  }).map((route) => ({
    ...route,
    run(call: Parameters<Route["run"]>[0]) {
      const wanted = call.params.inside("payment").text("payment_intent");
      if (wanted) call.params.values._payment = wanted;
      return route.run(call);
    },
  })),
  ...readable("invoiceitem", "/v1/invoiceitems", {
    customer: ({ customer }, value) => customer === value,
    pending: ({ invoice }, value) => (invoice === null) === (value === "true"),
  }),
  post("/v1/invoiceitems", ({ world, params }) => createItem(world, params)),
];

function createInvoice(world: World, params: Params): Invoice {
  const customer = require(world, "customer", params.required("customer"), "customer");
  const takes = params.text("pending_invoice_items_behavior") === "include";
  const items = takes ? pendingItems(world, customer.id) : [];
  return makeInvoice(world, {
    customer,
    currency: params.text("currency") ?? items.at(0)?.currency ?? "usd",
    reason: "manual",
    lines: items.map((item) => lineOfItem(world, item)),
    metadata: params.metadata(),
    description: params.text("description"),
  });
}

function createItem(world: World, params: Params) {
  const customer = require(world, "customer", params.required("customer"), "customer");
  const named = params.inside("pricing").text("price");
  const price = named ? require(world, "price", named, "pricing[price]") : undefined;
  const quantity = params.whole("quantity", { min: 1 }) ?? 1;
  const amount = params.whole("amount", { min: -99_999_999 }) ?? (price && price.unit_amount * quantity);
  if (amount === undefined) throw invalid("Missing required param: amount.", "amount", "parameter_missing");
  const now = world.now(customer.test_clock);
  const item = makeItem(world, {
    amount,
    currency: price?.currency ?? params.currency(),
    customer: customer.id,
    description: params.text("description"),
    period: { start: now, end: now },
    proration: false,
    quantity,
    price: price?.id ?? null,
    subscription: params.text("subscription"),
  });
  world.store.put("invoiceitem", item);
  world.emit("invoiceitem.created", item);
  return addToDraft(world, item.id, params.text("invoice"));
}

function addToDraft(world: World, itemId: string, invoiceId: string | null) {
  if (!invoiceId) return world.store.get("invoiceitem", itemId);
  const draft = require(world, "invoice", invoiceId, "invoice");
  if (draft.status !== "draft") throw invalid("The invoice is not a draft.", "invoice");
  const item = world.store.update("invoiceitem", itemId, { invoice: draft.id });
  const data = [...draft.lines.data, lineOfItem(world, item)];
  const total = data.reduce((sum, { amount }) => sum + amount, 0);
  const sums = { subtotal: total, subtotal_excluding_tax: total, total, total_excluding_tax: total };
  world.change(
    "invoice",
    draft.id,
    { ...sums, amount_due: total, amount_remaining: total, lines: { ...draft.lines, data } },
    "invoice.updated",
  );
  return item;
}

function pay(world: World, params: Params, id: string): Invoice {
  const invoice = require(world, "invoice", id);
  const open = invoice.status === "draft" ? finalizeInvoice(world, invoice) : invoice;
  const named = params.text("payment_method");
  const method = named ? resolvePaymentMethod(world, named) : undefined;
  const after = payInvoice(world, open, method, { offSession: params.flag("off_session") ?? true });
  followInvoiceOfCheckout(world, id);
  if (after.status === "paid") return after;
  const link = world.store.all("invoice_payment").find((payment) => payment.invoice === id);
  const intent = world.store.find("payment_intent", link?.payment.payment_intent);
  const failure = intent && failureOf(intent);
  if (!failure)
    throw cardFailure({
      code: "invoice_payment_intent_requires_action",
      message: "This payment requires additional user action before it can be completed successfully.",
    });
  const { code, decline_code, message } = failure;
  throw cardFailure({ code, decline_code, message }, { payment_intent: intent });
}
