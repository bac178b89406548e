import { invalid } from "./failure";
import type { Kind } from "./kinds";
import { sessionLines } from "./session-lines";
import type { CheckoutSession } from "./session-things";
import type { Listing, Thing } from "./thing";
import type { World } from "./world";

/** Which kind an identifier names, by its first letters. */
const kinds: Record<string, Kind> = {
  cus: "customer",
  prod: "product",
  price: "price",
  promo: "promotion_code",
  di: "discount",
  pm: "payment_method",
  pi: "payment_intent",
  seti: "setup_intent",
  ch: "charge",
  re: "refund",
  du: "dispute",
  txn: "balance_transaction",
  in: "invoice",
  sub: "subscription",
  cs: "checkout.session",
  bpc: "billing_portal.configuration",
  clock: "test_helpers.test_clock",
};

const LIMIT = 4;

/** A copy of an answer in which the named fields hold whole objects instead of their identifiers. */
export function expand(world: World, answer: unknown, paths: readonly string[]): unknown {
  let expanded = answer;
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > LIMIT + 1)
      throw invalid(`You cannot expand more than ${LIMIT} levels of a property.`, "expand");
    expanded = walk(world, expanded, parts, path);
  }
  return expanded;
}

function walk(world: World, value: unknown, [first, ...rest]: string[], path: string): unknown {
  if (first === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((entry) => walk(world, entry, [first, ...rest], path));
  if (typeof value !== "object") throw notExpandable(path);
  const thing = value as Thing;
  const included = includable[`${thing.object}.${first}`]?.(world, thing);
  const inner = included ?? thing[first];
  if (inner === undefined) throw notExpandable(path);
  const whole = Array.isArray(inner)
    ? inner.map((entry: unknown) => fetchWhole(world, first, entry))
    : fetchWhole(world, first, inner);
  return { ...thing, [first]: walk(world, whole, rest, path) };
}

function fetchWhole(world: World, field: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const kind = field === "coupon" ? "coupon" : kinds[value.split("_")[0]];
  return (kind && world.store.find(kind, value)) ?? value;
}

const notExpandable = (path: string) => invalid(`This property cannot be expanded (${path}).`, "expand");

const listOf = (data: Thing[], url: string): Listing<Thing> => ({
  object: "list",
  data,
  has_more: false,
  url,
});

/** Lists that are answered only where they are asked for. */
const includable: Record<string, (world: World, thing: Thing) => Listing<Thing> | undefined> = {
  "checkout.session.line_items": (world, thing) => sessionLines(world, thing as CheckoutSession),
  "invoice.payments": ({ store }, { id }) =>
    listOf(
      store.all("invoice_payment").filter(({ invoice }) => invoice === id),
      `/v1/invoice_payments?invoice=${id}`,
    ),
  "charge.refunds": ({ store }, { id }) =>
    listOf(
      store
        .all("refund")
        .filter(({ charge }) => charge === id)
        .reverse(),
      `/v1/charges/${id}/refunds`,
    ),
  "customer.tax_ids": ({ store }, { id }) =>
    listOf(
      store.all("tax_id").filter(({ customer }) => customer === id),
      `/v1/customers/${id}/tax_ids`,
    ),
  "customer.subscriptions": ({ store }, { id }) =>
    listOf(
      store.all("subscription").filter(({ customer, status }) => customer === id && status !== "canceled"),
      `/v1/customers/${id}/subscriptions`,
    ),
};
