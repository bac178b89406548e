import type Stripe from "stripe";
import { CURRENCY, packNames, packs, paidPlanNames, plans } from "./plans";
import { askStripe, isUnknownToStripe } from "./stripe";

/** One change at Stripe, in words for people. */
export type CatalogueChange = string;

interface Article {
  /** Product and lookup key of its price alike. */
  key: string;
  name: string;
  description: string;
  cents: number;
  monthly: boolean;
  metadata: Record<string, string>;
}

/** What is sold, as Stripe's products and prices show it. */
export function articles(): Article[] {
  return [
    ...paidPlanNames.map((plan) => ({
      key: `plan_${plan}`,
      name: `PrintPal ${plans[plan].name}`,
      description: `${plans[plan].monthlyCredits.toLocaleString("en-US")} credits each month`,
      cents: plans[plan].monthlyCents,
      monthly: true,
      metadata: { plan, credits: String(plans[plan].monthlyCredits) },
    })),
    ...packNames.map((pack) => ({
      key: pack,
      name: `PrintPal ${packs[pack].name}`,
      description: "Credits that never expire",
      cents: packs[pack].cents,
      monthly: false,
      metadata: { pack, credits: String(packs[pack].credits) },
    })),
  ];
}

/**
 * Brings Stripe's products, prices and customer portal in line with {@link plans} and {@link packs}; what is in line is left
 * alone, so that a second run changes nothing. A price that changed is replaced: its lookup key moves on, and running
 * subscriptions keep the old one. `dryRun` only says what would be done.
 */
export async function syncCatalogue({ dryRun }: { dryRun: boolean }): Promise<CatalogueChange[]> {
  const changes: CatalogueChange[] = [];
  const change = async (what: string, make: () => Promise<unknown>) => {
    changes.push(what);
    if (!dryRun) await make();
  };
  await askStripe(async (stripe) => {
    const listed = articles();
    const prices = await stripe.prices.list({ lookup_keys: listed.map(({ key }) => key), limit: 100 });
    for (const article of listed) {
      await syncProduct(stripe, article, change);
      const price = prices.data.find(({ lookup_key }) => lookup_key === article.key);
      await syncPrice(stripe, article, price, change);
    }
    await syncPortal(stripe, change);
  });
  return changes;
}

type Change = (what: string, make: () => Promise<unknown>) => Promise<void>;

async function syncProduct(stripe: Stripe, article: Article, change: Change): Promise<void> {
  const { key, name, description, metadata } = article;
  const id = `printpal_${key}`;
  const product = await stripe.products.retrieve(id).catch((error: unknown) => {
    if (isUnknownToStripe(error)) return undefined;
    throw error;
  });
  if (!product)
    return change(`create the product ${name}`, () =>
      stripe.products.create({ id, name, description, metadata }),
    );
  const same =
    product.name === name &&
    product.description === description &&
    product.active &&
    Object.entries(metadata).every(([field, value]) => product.metadata[field] === value);
  if (!same)
    await change(`change the product ${name}`, () =>
      stripe.products.update(id, { name, description, metadata, active: true }),
    );
}

async function syncPrice(
  stripe: Stripe,
  { key, name, cents, monthly, metadata }: Article,
  price: Stripe.Price | undefined,
  change: Change,
): Promise<void> {
  const fits =
    price?.active &&
    price.unit_amount === cents &&
    price.currency === CURRENCY &&
    (price.recurring?.interval === "month") === monthly &&
    price.metadata.credits === metadata.credits;
  if (fits) return;
  const shown = `$${(cents / 100).toFixed(2)}${monthly ? " a month" : ""}`;
  await change(`${price ? "replace" : "create"} the price of ${name}: ${shown}`, () =>
    stripe.prices.create({
      product: `printpal_${key}`,
      currency: CURRENCY,
      unit_amount: cents,
      lookup_key: key,
      transfer_lookup_key: true,
      metadata,
      tax_behavior: "exclusive",
      ...(monthly && { recurring: { interval: "month" } }),
    }),
  );
  if (price)
    await change(`retire the old price of ${name}`, () => stripe.prices.update(price.id, { active: false }));
}

/** Cards, addresses and invoices are Stripe's to show; plans are changed here, where what they bring is said. */
async function syncPortal(stripe: Stripe, change: Change): Promise<void> {
  const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
  if (data.some(({ metadata }) => metadata?.printpal === "1")) return;
  await change("create the customer portal", () =>
    stripe.billingPortal.configurations.create({
      metadata: { printpal: "1" },
      features: {
        customer_update: { enabled: true, allowed_updates: ["address", "email", "name", "tax_id"] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: false },
      },
    }),
  );
}
