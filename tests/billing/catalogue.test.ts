import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { syncCatalogue } from "@/lib/billing";
import { packs, plans } from "@/lib/billing/plans";
import { stripe } from "@/lib/billing/stripe";
import { overrideEnv, parseEnv } from "@/lib/core/env";
import { fakeStripe, type FakeStripe } from "./fake-stripe";

let fake: FakeStripe;
beforeAll(async () => void (fake = await fakeStripe()));
afterAll(() => fake.close());
afterEach(() => overrideEnv({ stripeSecretKey: "sk_test_0123456789", stripeApiUrl: fake.url }));

it("says what it would do, does it, and then finds nothing to do", async () => {
  const planned = await syncCatalogue({ dryRun: true });
  expect(planned).toHaveLength(2 * (Object.keys(plans).length - 1 + Object.keys(packs).length) + 1);
  expect(planned).toContain("create the price of PrintPal Maker: $19.00 a month");
  expect(fake.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await syncCatalogue({ dryRun: false })).toEqual(planned);
  expect(await syncCatalogue({ dryRun: false })).toEqual([]);
});

it("replaces a price that changed, and leaves the old one to those who pay it", async () => {
  await syncCatalogue({ dryRun: false });
  const price = [...fake.things.values()].find(({ lookup_key }) => lookup_key === "pack_small")!;
  price.unit_amount = 900;
  expect(await syncCatalogue({ dryRun: false })).toEqual([
    "replace the price of PrintPal 1,000 credits: $10.00",
    "retire the old price of PrintPal 1,000 credits",
  ]);
  const made = fake.posts("prices").at(-1)!;
  expect(made.body.get("transfer_lookup_key")).toBe("true");
  expect([...fake.things.values()].find(({ id }) => id === price.id)).toMatchObject({ active: "false" });
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
  overrideEnv({ stripeSecretKey: "sk_test_0123456789", stripeApiUrl: "http://127.0.0.1:12111" });
  expect([
    stripe().getApiField("protocol"),
    stripe().getApiField("host"),
    stripe().getApiField("port"),
  ]).toEqual(["http", "127.0.0.1", "12111"]);
});
