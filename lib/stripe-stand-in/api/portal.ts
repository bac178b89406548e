import type { Params } from "../params";
import type { PortalConfiguration } from "../session-things";
import { newId, type World } from "../world";
import { post, readable, require, type Route } from "./route";

export const portalRoutes: Route[] = [
  ...readable("billing_portal.configuration", "/v1/billing_portal/configurations", {
    active: ({ active }, value) => String(active) === value,
    is_default: ({ is_default }, value) => String(is_default) === value,
  }),
  post("/v1/billing_portal/configurations", ({ world, params }) => createConfiguration(world, params)),
  post("/v1/billing_portal/configurations/:id", ({ world, params, ids }) =>
    world.change(
      "billing_portal.configuration",
      require(world, "billing_portal.configuration", ids[0]).id,
      configured(world, params, world.store.find("billing_portal.configuration", ids[0])),
      "billing_portal.configuration.updated",
    ),
  ),
  post("/v1/billing_portal/sessions", ({ world, params }) => createSession(world, params)),
];

function createConfiguration(world: World, params: Params): PortalConfiguration {
  const made = world.store.put("billing_portal.configuration", {
    id: newId("bpc", 24),
    object: "billing_portal.configuration",
    application: null,
    created: world.now(),
    is_default: !world.store.all("billing_portal.configuration").some(({ is_default }) => is_default),
    livemode: false,
    login_page: { enabled: false, url: null },
    ...configured(world, params, undefined),
  });
  world.emit("billing_portal.configuration.created", made);
  return made;
}

function configured(world: World, params: Params, before: PortalConfiguration | undefined) {
  const profile = params.inside("business_profile");
  const text = (name: string) =>
    params.has(name) ? params.text(name) : ((before?.[name] as string | null) ?? null);
  return {
    active: params.flag("active") ?? before?.active ?? true,
    business_profile: params.has("business_profile")
      ? {
          headline: profile.text("headline"),
          privacy_policy_url: profile.text("privacy_policy_url"),
          terms_of_service_url: profile.text("terms_of_service_url"),
        }
      : (before?.business_profile ?? {
          headline: null,
          privacy_policy_url: null,
          terms_of_service_url: null,
        }),
    default_return_url: text("default_return_url"),
    features: features(params.inside("features"), before?.features),
    metadata: params.metadata((before?.metadata as Record<string, string>) ?? {}),
    name: text("name"),
    updated: world.now(),
  };
}

function features(
  given: Params,
  before: PortalConfiguration["features"] = {},
): PortalConfiguration["features"] {
  const enabled = (name: string) =>
    given.inside(name).flag("enabled") ?? (before[name]?.enabled as boolean) ?? false;
  const customer = given.inside("customer_update");
  const update = given.inside("subscription_update");
  const cancel = given.inside("subscription_cancel");
  const reason = cancel.inside("cancellation_reason");
  return {
    customer_update: {
      enabled: enabled("customer_update"),
      allowed_updates: customer.has("allowed_updates")
        ? customer.texts("allowed_updates")
        : (before.customer_update?.allowed_updates ?? []),
    },
    invoice_history: { enabled: enabled("invoice_history") },
    payment_method_update: { enabled: enabled("payment_method_update"), payment_method_configuration: null },
    subscription_cancel: {
      enabled: enabled("subscription_cancel"),
      mode: cancel.text("mode") ?? before.subscription_cancel?.mode ?? "at_period_end",
      proration_behavior:
        cancel.text("proration_behavior") ?? before.subscription_cancel?.proration_behavior ?? "none",
      cancellation_reason: { enabled: reason.flag("enabled") ?? false, options: reason.texts("options") },
    },
    subscription_pause: { enabled: false },
    subscription_update: {
      enabled: enabled("subscription_update"),
      billing_cycle_anchor: null,
      default_allowed_updates: update.has("default_allowed_updates")
        ? update.texts("default_allowed_updates")
        : (before.subscription_update?.default_allowed_updates ?? []),
      products: update.has("products")
        ? update.each("products").map((entry) => ({
            product: entry.required("product"),
            prices: entry.texts("prices"),
            adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
          }))
        : (before.subscription_update?.products ?? []),
      proration_behavior:
        update.text("proration_behavior") ?? before.subscription_update?.proration_behavior ?? "none",
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: "end_trial",
    },
  };
}

function createSession(world: World, params: Params) {
  const customer = require(world, "customer", params.required("customer"), "customer");
  const named = params.text("configuration");
  const configuration = named
    ? require(world, "billing_portal.configuration", named, "configuration")
    : (world.store.all("billing_portal.configuration").find(({ is_default }) => is_default) ??
      createConfiguration(world, params.inside("nothing")));
  const id = newId("bps", 24);
  const flow = params.inside("flow_data").text("type");
  return world.store.put("billing_portal.session", {
    id,
    object: "billing_portal.session",
    configuration: configuration.id,
    created: world.nowOf(customer.id),
    customer: customer.id,
    customer_account: null,
    flow: flow ? { ...noFlow, type: flow } : null,
    livemode: false,
    locale: params.text("locale"),
    on_behalf_of: null,
    return_url: params.text("return_url") ?? configuration.default_return_url,
    url: `${world.baseUrl}/portal/${id}`,
  });
}

const noFlow = {
  after_completion: { type: "portal_homepage", hosted_confirmation: null, redirect: null },
  customer_update: null,
  subscription_cancel: null,
  subscription_pause: null,
  subscription_update: null,
  subscription_update_confirm: null,
};
