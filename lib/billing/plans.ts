/**
 * What is sold, defined once: the price list, Stripe's products (`npm run portal -- billing sync`), what a payment brings and
 * what a plan allows all follow from these two tables. Pure, safe in a browser.
 */
export interface Plan {
  name: string;
  monthlyCents: number;
  monthlyCredits: number;
  /** How long models are kept; null: until they are deleted. */
  keepModelsDays: number | null;
  /** Models made at the same time. */
  generationsAtOnce: number;
  /** People in the organization. */
  members: number;
  support: string;
}

export const plans = {
  free: {
    name: "Free",
    monthlyCents: 0,
    monthlyCredits: 0,
    keepModelsDays: 7,
    generationsAtOnce: 2,
    members: 2,
    support: "Documentation and the status page",
  },
  maker: {
    name: "Maker",
    monthlyCents: 19_00,
    monthlyCredits: 2_200,
    keepModelsDays: 90,
    generationsAtOnce: 5,
    members: 3,
    support: "Tickets, answered within two business days",
  },
  studio: {
    name: "Studio",
    monthlyCents: 79_00,
    monthlyCredits: 9_900,
    keepModelsDays: 365,
    generationsAtOnce: 10,
    members: 15,
    support: "Tickets, answered within one business day",
  },
  scale: {
    name: "Scale",
    monthlyCents: 299_00,
    monthlyCredits: 40_000,
    keepModelsDays: null,
    generationsAtOnce: 25,
    members: 100,
    support: "Tickets, answered within four business hours",
  },
} as const satisfies Record<string, Plan>;
export type PlanName = keyof typeof plans;
export type PaidPlanName = Exclude<PlanName, "free">;

export const planNames = Object.keys(plans) as [PlanName, ...PlanName[]];
export const paidPlanNames = planNames.filter((name): name is PaidPlanName => name !== "free") as [
  PaidPlanName,
  ...PaidPlanName[],
];

/** The order in which plans follow each other. */
export const rankOf = (plan: PlanName): number => planNames.indexOf(plan);

export interface Pack {
  name: string;
  cents: number;
  /** With the volume bonus: a cent buys a credit. */
  credits: number;
  bonusPercent: number;
}

export const packs = {
  pack_small: pack("1,000 credits", 10_00, 0),
  pack_medium: pack("5,250 credits", 50_00, 5),
  pack_large: pack("22,000 credits", 200_00, 10),
  pack_huge: pack("115,000 credits", 1_000_00, 15),
} as const satisfies Record<string, Pack>;
export type PackName = keyof typeof packs;
export const packNames = Object.keys(packs) as [PackName, ...PackName[]];

function pack(name: string, cents: number, bonusPercent: number): Pack {
  return { name, cents, credits: (cents * (100 + bonusPercent)) / 100, bonusPercent };
}

export const CURRENCY = "usd";

/** How many of one pack a purchase may hold. */
export const MOST_PACKS = 50;

/**
 * Days after the end of a paid period: until then its credits can still be spent, and its plan goes on where the next
 * payment is late. Stripe's own retries fit in.
 */
export const GRACE_DAYS = 7;
