import { z } from "zod";

const cents = z.int().min(0);

/** What mails about money and credits can be about. Never a card, an address or a link that pays. */
export const billingFacts = [
  z.object({ about: z.literal("models_end_sooner"), models: z.int(), from: z.string() }),
  z.object({ about: z.literal("payment_received"), what: z.string(), amountCents: cents, credits: z.int() }),
  z.object({
    about: z.literal("payment_went_back"),
    what: z.string(),
    amountCents: cents,
    credits: z.int(),
    /** False where a bank took it back, or holds it. */
    byUs: z.boolean(),
  }),
  z.object({ about: z.literal("plan_payment_failed"), plan: z.string() }),
  z.object({ about: z.literal("credits_low"), credits: z.int(), threshold: z.int() }),
  z.object({
    about: z.literal("spending_cap_reached"),
    cap: z.int(),
    whose: z.enum(["organization", "top_up"]),
  }),
  z.object({
    about: z.literal("top_up_declined"),
    amountCents: cents,
    reason: z.string(),
    /** Null where it is switched off now. */
    nextTry: z.string().nullable(),
  }),
] as const;

type BillingFact = (typeof billingFacts)[number];
export type BillingFacts = z.infer<BillingFact>;

const abouts: ReadonlySet<string> = new Set(billingFacts.map((fact) => fact.shape.about.value));

export const isBillingFacts = (facts: { about: string }): facts is BillingFacts => abouts.has(facts.about);

/** Subject and paragraphs. */
export function writeBillingFacts(facts: BillingFacts): string[] {
  const write = writers[facts.about] as (facts: BillingFacts) => string[];
  return write(facts);
}

type Facts<About extends BillingFacts["about"]> = Extract<BillingFacts, { about: About }>;

const writers: { [About in BillingFacts["about"]]: (facts: Facts<About>) => string[] } = {
  models_end_sooner: ({ models, from }) => [
    `From ${from} on, models of yours will be deleted`,
    `Your organization's plan keeps models for a shorter time than before. ${count(models)} of yours will be deleted when their time is over, the first of them on ${from}, and none before.`,
    "Download what you want to keep, or choose a plan that keeps it longer: then nothing is deleted.",
  ],
  payment_received: ({ what, amountCents, credits }) => [
    `Your payment of ${money(amountCents)} has arrived`,
    `${what}: ${money(amountCents)}, for which ${count(credits)} credits were added.`,
    "Invoices and monthly statements are in the portal.",
  ],
  payment_went_back: ({ what, amountCents, credits, byUs }) => [
    byUs
      ? `${money(amountCents)} are on their way back to you`
      : `A payment of ${money(amountCents)} was taken back`,
    byUs
      ? `${what}: ${money(amountCents)} go back the way they came, which takes a bank some days. ${count(credits)} credits were taken out of your balance for them.`
      : `${what}: your bank holds ${money(amountCents)} or took them back, and ${count(credits)} credits were taken out of your balance for them. If they were spent already, the next credits pay for them first.`,
    byUs
      ? "There is nothing to do."
      : "If this was not meant, ask your bank, or open a ticket in the portal.",
  ],
  plan_payment_failed: ({ plan }) => [
    `The payment for your plan ${plan} did not go through`,
    "It is tried again within the next days. Until then the plan goes on for a week after its paid period.",
    "Look at the open invoice in the portal, and at the card that is charged.",
  ],
  credits_low: ({ credits, threshold }) => [
    `${count(credits)} credits are left`,
    `Your organization's balance has fallen below the ${count(threshold)} credits at which you asked to be told.`,
    "Buy a pack, or let credits be bought by themselves when they run low.",
  ],
  spending_cap_reached: ({ cap, whose }) => [
    whose === "organization"
      ? "This month's credits are used up"
      : "No more credits are bought by themselves this month",
    whose === "organization"
      ? `Your organization has reached the ${count(cap)} credits that it may spend in a calendar month. New generations are refused until the month is over.`
      : `Automatic top-ups have reached the ${money(cap)} that they may cost in a calendar month.`,
    "An owner, or whoever does the billing, can raise the cap.",
  ],
  top_up_declined: ({ amountCents, reason, nextTry }) => [
    "The automatic purchase of credits was declined",
    `${money(amountCents)} could not be charged to the saved card: ${reason} Nothing was charged.`,
    nextTry
      ? `It is tried again after ${nextTry}. Look at the saved card, or buy a pack by hand.`
      : "It was declined several times in a row, and automatic purchases are switched off now. Save another card and switch them on again.",
  ],
};

const count = (credits: number): string => credits.toLocaleString("en-US");
const money = (amountCents: number): string =>
  `$${(amountCents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
