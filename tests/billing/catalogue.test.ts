import { afterEach, beforeAll, expect, it } from "vitest";
import { syncCatalogue } from "@/lib/billing";
import { packs, plans } from "@/lib/billing/plans";
import { stripe } from "@/lib/billing/stripe";
import { overrideEnv, parseEnv } from "@/lib/core/env";
import type { StandIn } from "@/lib/stripe-stand-in";
import type { Price } from "@/lib/stripe-stand-in/thing";
import { SECRET_KEY } from "../stripe-stand-in/make-stand-in";
import { sellOnStandIn } from "./buyers";

let standIn: StandIn;
beforeAll(async () => void (standIn = await sellOnStandIn()));
afterEach(() => overrideEnv({ stripeSecretKey: SECRET_KEY, stripeApiUrl: standIn.url }));

const kept = (kind: "product" | "price") => standIn.world.store.all(kind);

it("says what it would do, does it, and then finds nothing to do", async () => {
  const planned = await syncCatalogue({ dryRun: true });
  expect(planned).toHaveLength(2 * (Object.keys(plans).length - 1 + Object.keys(packs).length) + 1);
  expect(planned).toContain("create the price of PrintPal Maker: $19.00 a month");
  expect([...kept("product"), ...kept("price")]).toEqual([]);
  expect(await syncCatalogue({ dryRun: false })).toEqual(planned);
  const made = [kept("product"), kept("price")];
  expect(made.map(({ length }) => length)).toEqual([7, 7]);
  expect(await syncCatalogue({ dryRun: false })).toEqual([]);
  expect([kept("product"), kept("price")]).toEqual(made);
});

it("replaces a price that changed, and leaves the old one to those who pay it", async () => {
  await syncCatalogue({ dryRun: false });
  const { store } = standIn.world;
  const price = kept("price").find(({ lookup_key }) => lookup_key === "pack_small")! as Price;
  store.transaction(() => store.update("price", price.id, { unit_amount: 900 }));
  expect(await syncCatalogue({ dryRun: false })).toEqual([
    "replace the price of PrintPal 1,000 credits: $10.00",
    "retire the old price of PrintPal 1,000 credits",
  ]);
  const sold = store.all("price").find(({ lookup_key }) => lookup_key === "pack_small");
  expect(sold).toMatchObject({ unit_amount: 10_00, active: true });
  expect(store.find("price", price.id)).toMatchObject({ active: false, lookup_key: null });
});

it("speaks to Stripe's own hosts, encrypted, with the keys of a real environment", () => {
  const settings = parseEnv({
    STRIPE_SECRET_KEY: "sk_live_0123456789",
    STRIPE_WEBHOOK_SECRET: "whsec_0123456789",
  });
  overrideEnv({ stripeSecretKey: settings.stripeSecretKey, stripeApiUrl: settings.stripeApiUrl });
  const client = stripe();
  expect([
    client.getApiField("protocol"),
    client.getApiField("host"),
    client.getApiField("port"),
    client.getApiField("version"),
  ]).toEqual(["https", "api.stripe.com", 443, expect.stringMatching(/^20\d\d-/)]);
  expect(client.getApiField("basePath")).toBe("/v1/");
});

it("asks whatever stands in for Stripe on this machine the same way", () => {
  overrideEnv({ stripeApiUrl: "http://127.0.0.1:12111" });
  expect([
    stripe().getApiField("protocol"),
    stripe().getApiField("host"),
    stripe().getApiField("port"),
  ]).toEqual(["http", "127.0.0.1", "12111"]);
});
