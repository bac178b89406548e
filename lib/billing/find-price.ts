import type Stripe from "stripe";
import { AppError } from "@/lib/core/errors";
import { processWide } from "@/lib/core/process-wide";
import { paidPlanNames, type PackName, type PaidPlanName } from "./plans";

/** What Stripe sells at a price. Amounts of a price never change, so each is read once. */
export interface KnownPrice {
  id: string;
  cents: number;
  plan: PaidPlanName | undefined;
  /** Credits that one of it brings. */
  credits: number;
}

const known = processWide("stripe-prices", () => new Map<string, KnownPrice>());

/** The price that is sold now. Throws `service_unavailable` where the operator has not told Stripe of it yet. */
export async function findPrice(
  stripe: Stripe,
  what: PackName | `plan_${PaidPlanName}`,
): Promise<KnownPrice> {
  const { data } = await stripe.prices.list({ lookup_keys: [what], active: true, limit: 1 });
  if (data[0]) return remember(data[0]);
  throw new AppError(
    "service_unavailable",
    "This cannot be bought yet: the portal's operator has to run `npm run portal -- billing sync` first.",
  );
}

/** A price by its id, also one that is no longer sold. */
export const getPrice = async (stripe: Stripe, id: string): Promise<KnownPrice> =>
  known.get(id) ?? remember(await stripe.prices.retrieve(id));

function remember(price: Stripe.Price): KnownPrice {
  const { id, unit_amount: cents, metadata } = price;
  const plan = paidPlanNames.find((name) => name === metadata.plan);
  const told = { id, cents: cents ?? 0, plan, credits: Number(metadata.credits ?? 0) };
  known.set(id, told);
  return told;
}
