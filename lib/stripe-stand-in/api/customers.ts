import { invalid } from "../failure";
import { listPage } from "../list-page";
import type { Params } from "../params";
import { methodsOf } from "../payment-methods";
import { cancelNow } from "../change-subscription";
import type { Customer } from "../thing";
import { newId, type World } from "../world";
import { get, post, readable, remove, require, type Route } from "./route";

export const customerRoutes: Route[] = [
  ...readable("customer", "/v1/customers", {
    email: ({ email }, value) => email === value,
    test_clock: ({ test_clock }, value) => test_clock === value,
  }),
  post("/v1/customers", ({ world, params }) => createCustomer(world, params)),
  post("/v1/customers/:id", ({ world, params, ids }) => updateCustomer(world, ids[0], params)),
  remove("/v1/customers/:id", ({ world, ids }) => deleteCustomer(world, ids[0])),
  get("/v1/customers/:id/payment_methods", ({ world, ids, params, path }) =>
    listPage(methodsOf(world, require(world, "customer", ids[0]).id), params, path),
  ),
  get("/v1/customers/:id/payment_methods/:id", ({ world, ids }) => require(world, "payment_method", ids[1])),
  get("/v1/customers/:id/tax_ids", ({ world, ids, params, path }) =>
    listPage(
      world.store.all("tax_id").filter(({ customer }) => customer === ids[0]),
      params,
      path,
    ),
  ),
  post("/v1/customers/:id/tax_ids", ({ world, ids, params }) =>
    makeTaxId(world, require(world, "customer", ids[0]), params.required("type"), params.required("value")),
  ),
  get("/v1/customers/:id/tax_ids/:id", ({ world, ids }) => require(world, "tax_id", ids[1])),
  remove("/v1/customers/:id/tax_ids/:id", ({ world, ids }) => {
    const taxId = require(world, "tax_id", ids[1]);
    world.store.remove("tax_id", taxId.id);
    world.emit("customer.tax_id.deleted", taxId);
    return { id: taxId.id, object: "tax_id", deleted: true };
  }),
];

export function createCustomer(world: World, params: Params): Customer {
  const testClock = params.text("test_clock");
  if (testClock) require(world, "test_helpers.test_clock", testClock, "test_clock");
  const id = newId("cus", 14);
  const customer = world.store.put("customer", {
    id,
    object: "customer",
    balance: 0,
    created: world.now(testClock),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    discount: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    livemode: false,
    next_invoice_sequence: 1,
    preferred_locales: params.texts("preferred_locales"),
    shipping: null,
    tax_exempt: params.text("tax_exempt") ?? "none",
    test_clock: testClock,
    ...fields(world, params, undefined),
  });
  world.emit("customer.created", customer);
  for (const taxId of params.each("tax_id_data"))
    makeTaxId(world, customer, taxId.required("type"), taxId.required("value"));
  return customer;
}

function updateCustomer(world: World, id: string, params: Params): Customer {
  const before = require(world, "customer", id);
  if (before.deleted) throw invalid(`No such customer: '${id}'`, "id", "resource_missing");
  const balance = params.whole("balance", { min: -99_999_999 });
  return world.change(
    "customer",
    id,
    { ...fields(world, params, before), ...(balance !== null && { balance }) },
    "customer.updated",
  );
}

function fields(world: World, params: Params, before: Customer | undefined) {
  const text = (name: string) =>
    params.has(name) ? params.text(name) : ((before?.[name] as string | null) ?? null);
  const email = text("email");
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalid(`Invalid email address: ${email}`, "email", "email_invalid");
  const settings = params.inside("invoice_settings");
  const method = settings.text("default_payment_method");
  if (method && require(world, "payment_method", method).customer !== before?.id)
    throw invalid(
      "The customer does not have a payment method with that ID. The payment method must be attached to the customer first.",
      "invoice_settings[default_payment_method]",
      "resource_missing",
    );
  return {
    email,
    name: text("name"),
    phone: text("phone"),
    description: text("description"),
    address: params.has("address") ? params.address("address") : (before?.address ?? null),
    invoice_settings: {
      custom_fields: null,
      footer: null,
      rendering_options: null,
      default_payment_method: settings.has("default_payment_method")
        ? method
        : (before?.invoice_settings.default_payment_method ?? null),
    },
    metadata: params.metadata(before?.metadata),
  };
}

export function makeTaxId(world: World, customer: Customer, type: string, value: string) {
  if (!/^[a-z]{2}_[a-z]+$/.test(type)) throw invalid(`Invalid type: ${type}`, "type");
  const taxId = world.store.put("tax_id", {
    id: newId("txi"),
    object: "tax_id",
    country: type === "eu_vat" ? value.slice(0, 2).toUpperCase() : type.slice(0, 2).toUpperCase(),
    created: world.now(customer.test_clock),
    customer: customer.id,
    customer_account: null,
    livemode: false,
    owner: { type: "customer", customer: customer.id },
    type,
    value,
    verification: { status: "pending", verified_address: null, verified_name: null },
  });
  world.emit("customer.tax_id.created", taxId);
  return taxId;
}

/** Ends what the customer still pays for, and lets go of everything but the identifier. */
function deleteCustomer(world: World, id: string) {
  const customer = require(world, "customer", id);
  for (const subscription of world.store.all("subscription"))
    if (subscription.customer === id && !["canceled", "incomplete_expired"].includes(subscription.status))
      cancelNow(world, subscription, { prorate: false, invoiceNow: false, details: {} });
  for (const method of methodsOf(world, id))
    world.store.update("payment_method", method.id, { customer: null, _detached: true });
  world.emit("customer.deleted", customer);
  world.store.update("customer", id, {
    email: null,
    name: null,
    phone: null,
    address: null,
    description: null,
    metadata: {},
    deleted: true,
  });
  return { id, object: "customer", deleted: true };
}
