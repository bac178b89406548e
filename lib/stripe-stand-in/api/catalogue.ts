import { invalid } from "../failure";
import type { Params } from "../params";
import type { Coupon, Interval, Price, Product, PromotionCode } from "../thing";
import { newId, type World } from "../world";
import { post, readable, remove, require, type Route } from "./route";

const isActive = ({ active }: { active: boolean }, value: string): boolean => String(active) === value;

export const catalogueRoutes: Route[] = [
  ...readable("product", "/v1/products", { active: isActive }),
  post("/v1/products", ({ world, params }) => createProduct(world, params)),
  post("/v1/products/:id", ({ world, params, ids }) => {
    const before = require(world, "product", ids[0]);
    return world.change("product", before.id, productFields(world, params, before), "product.updated");
  }),
  remove("/v1/products/:id", ({ world, ids }) => {
    const product = require(world, "product", ids[0]);
    if (world.store.all("price").some((price) => price.product === product.id))
      throw invalid("This product cannot be deleted because it has one or more user-created prices.");
    world.store.remove("product", product.id);
    world.emit("product.deleted", product);
    return { id: product.id, object: "product", deleted: true };
  }),
  ...priceLists(),
  post("/v1/prices", ({ world, params }) => createPrice(world, params)),
  post("/v1/prices/:id", ({ world, params, ids }) => updatePrice(world, params, ids[0])),
  ...readable("coupon", "/v1/coupons"),
  post("/v1/coupons", ({ world, params }) => createCoupon(world, params)),
  remove("/v1/coupons/:id", ({ world, ids }) => {
    const coupon = require(world, "coupon", ids[0]);
    world.store.update("coupon", coupon.id, { valid: false });
    world.emit("coupon.deleted", coupon);
    return { id: coupon.id, object: "coupon", deleted: true };
  }),
  ...readable("promotion_code", "/v1/promotion_codes", {
    active: isActive,
    code: ({ code }, value) => code.toLowerCase() === value.toLowerCase(),
    coupon: ({ promotion }, value) => promotion.coupon === value,
  }),
  post("/v1/promotion_codes", ({ world, params }) => createPromotionCode(world, params)),
  post("/v1/promotion_codes/:id", ({ world, params, ids }) => {
    const { id, active, metadata } = require(world, "promotion_code", ids[0]);
    return world.change(
      "promotion_code",
      id,
      {
        active: params.flag("active") ?? active,
        metadata: params.metadata(metadata as Record<string, string>),
      },
      "promotion_code.updated",
    );
  }),
];

/** `lookup_keys` is a list, which plain filters do not know. */
function priceLists(): Route[] {
  const [one, list] = readable("price", "/v1/prices", {
    active: isActive,
    product: ({ product }, value) => product === value,
    currency: ({ currency }, value) => currency === value,
    type: ({ type }, value) => type === value,
    _lookup_keys: ({ lookup_key }, value) => value.split("\n").includes(lookup_key ?? ""),
  });
  return [
    one,
    {
      ...list,
      run(call) {
        const keys = call.params.texts("lookup_keys");
        if (keys.length > 10) throw invalid("You can pass up to 10 lookup keys.", "lookup_keys");
        if (keys.length > 0) call.params.values._lookup_keys = keys.join("\n");
        return list.run(call);
      },
    },
  ];
}

function createProduct(world: World, params: Params): Product {
  const id = params.text("id") ?? newId("prod", 14);
  if (world.store.find("product", id))
    throw invalid(`Product already exists.`, "id", "resource_already_exists");
  params.required("name");
  const product = world.store.put("product", {
    id,
    object: "product",
    attributes: [],
    created: world.now(),
    default_price: null,
    images: [],
    livemode: false,
    package_dimensions: null,
    shippable: null,
    tax_details: null,
    type: "service",
    ...productFields(world, params, undefined),
  });
  world.emit("product.created", product);
  return product;
}

function productFields(world: World, params: Params, before: Product | undefined) {
  const text = (name: string) =>
    params.has(name) ? params.text(name) : ((before?.[name] as string | null) ?? null);
  const features = params.each("marketing_features").map((feature) => ({ name: feature.required("name") }));
  return {
    name: text("name") ?? "",
    active: params.flag("active") ?? before?.active ?? true,
    description: text("description"),
    marketing_features: params.has("marketing_features") ? features : (before?.marketing_features ?? []),
    metadata: params.metadata(before?.metadata),
    statement_descriptor: text("statement_descriptor"),
    tax_code: text("tax_code"),
    unit_label: text("unit_label"),
    updated: world.now(),
    url: text("url"),
  };
}

function createPrice(world: World, params: Params): Price {
  const data = params.inside("product_data");
  const product = data.has("name")
    ? createProduct(world, data)
    : require(world, "product", params.required("product"), "product");
  const recurring = params.inside("recurring");
  const lookupKey = takeLookupKey(world, params);
  const amount = params.whole("unit_amount");
  if (amount === null)
    throw invalid("Missing required param: unit_amount.", "unit_amount", "parameter_missing");
  const interval = recurring.text("interval");
  const price = world.store.put("price", {
    id: newId("price", 24),
    object: "price",
    active: params.flag("active") ?? true,
    billing_scheme: "per_unit",
    created: world.now(),
    currency: params.currency(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: lookupKey,
    metadata: params.metadata(),
    nickname: params.text("nickname"),
    product: product.id,
    recurring: interval
      ? {
          interval: recurring.oneOf<Interval>("interval", ["day", "week", "month", "year"], "month"),
          interval_count: recurring.whole("interval_count", { min: 1 }) ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: params.text("tax_behavior") ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: interval ? "recurring" : "one_time",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  });
  world.emit("price.created", price);
  return price;
}

/** A key names one active price; `transfer_lookup_key` takes it from the one that has it. */
function takeLookupKey(world: World, params: Params): string | null {
  const key = params.text("lookup_key");
  const holder = key ? world.store.all("price").find(({ lookup_key }) => lookup_key === key) : undefined;
  if (holder && !params.flag("transfer_lookup_key"))
    throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, "lookup_key");
  if (holder) world.change("price", holder.id, { lookup_key: null }, "price.updated");
  return key;
}

function updatePrice(world: World, params: Params, id: string): Price {
  const before = require(world, "price", id);
  return world.change(
    "price",
    id,
    {
      active: params.flag("active") ?? before.active,
      nickname: params.has("nickname") ? params.text("nickname") : before.nickname,
      lookup_key: params.has("lookup_key") ? takeLookupKey(world, params) : before.lookup_key,
      metadata: params.metadata(before.metadata),
    },
    "price.updated",
  );
}

function createCoupon(world: World, params: Params): Coupon {
  const id = params.text("id") ?? newId("cpn", 8).slice(4);
  if (world.store.find("coupon", id))
    throw invalid("Coupon already exists.", "id", "resource_already_exists");
  const percent = params.text("percent_off");
  const amount = params.whole("amount_off", { min: 1 });
  if ((percent === null) === (amount === null))
    throw invalid("You must pass either percent_off or amount_off.", "percent_off");
  if (percent !== null && !(Number(percent) > 0 && Number(percent) <= 100))
    throw invalid("percent_off must be more than 0 and at most 100.", "percent_off");
  const duration = params.oneOf("duration", ["once", "repeating", "forever"], "once");
  const coupon = world.store.put("coupon", {
    id,
    object: "coupon",
    amount_off: amount,
    created: world.now(),
    currency: amount === null ? null : params.currency(),
    duration,
    duration_in_months:
      duration === "repeating" ? (params.whole("duration_in_months", { min: 1 }) ?? 1) : null,
    livemode: false,
    max_redemptions: params.whole("max_redemptions", { min: 1 }),
    metadata: params.metadata(),
    name: params.text("name"),
    percent_off: percent === null ? null : Number(percent),
    redeem_by: params.time("redeem_by"),
    times_redeemed: 0,
    valid: true,
  });
  world.emit("coupon.created", coupon);
  return coupon;
}

function createPromotionCode(world: World, params: Params): PromotionCode {
  const coupon = require(world, "coupon", params.inside("promotion").required("coupon"), "promotion[coupon]");
  const code = params.text("code") ?? newId("x", 8).slice(2).toUpperCase();
  if (
    world.store
      .all("promotion_code")
      .some((kept) => kept.active && kept.code.toLowerCase() === code.toLowerCase())
  )
    throw invalid("An active promotion code with that code already exists.", "code");
  const made = world.store.put("promotion_code", {
    id: newId("promo", 24),
    object: "promotion_code",
    active: params.flag("active") ?? true,
    code,
    created: world.now(),
    customer: params.text("customer"),
    customer_account: null,
    expires_at: params.time("expires_at"),
    livemode: false,
    max_redemptions: params.whole("max_redemptions", { min: 1 }),
    metadata: params.metadata(),
    promotion: { type: "coupon", coupon: coupon.id },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  });
  world.emit("promotion_code.created", made);
  return made;
}
