import { z } from "zod";

/** Shapes of the credits room: pure zod, safe in a browser. */

export const LedgerEntryKind = z
  .enum(["grant", "reserve", "settle", "release", "expire", "refund", "debt", "adjustment"])
  .meta({
    description:
      "grant adds credits, reserve takes them for a generation, settle confirms that, release gives them back; expire ends what a plan brought, refund takes back what was paid back, debt pays what was owed, adjustment is by hand",
    example: "reserve",
  });
export type LedgerEntryKind = z.infer<typeof LedgerEntryKind>;

export const CreditSource = z
  .enum(["sign_up", "plan", "pack", "support", "adjustment", "returned"])
  .meta({ description: "Where added credits come from", example: "pack" });
export type CreditSource = z.infer<typeof CreditSource>;

export const LedgerEntry = z
  .object({
    id: z.string().meta({ example: "led_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("ledger_entry"),
    kind: LedgerEntryKind,
    amount: z
      .int()
      .meta({ description: "Credits added to the balance; negative where they leave it", example: -4 }),
    balance_after: z.int().min(0).meta({ example: 96 }),
    reason: z
      .string()
      .meta({ description: "For people: why credits moved", example: "Generation, quality default" }),
    source: CreditSource.nullable().meta({ description: "Of added credits; null of others", example: null }),
    owed: z.int().meta({
      description:
        "Credits added to what the organization owes because their money went back after they were spent; negative where it pays",
      example: 0,
    }),
    generation_id: z.string().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "LedgerEntry", description: "One movement of credits" });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const moment = z.iso.datetime({ offset: true, error: "Write a moment, such as 2027-03-14T12:00:00Z." });

export const ListLedger = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "Continue behind this entry; newest come first" }),
  kind: LedgerEntryKind.optional().meta({ description: "Only movements of this kind" }),
  source: CreditSource.optional().meta({ description: "Only credits that came from there" }),
  generation_id: z.string().max(40).optional().meta({ description: "Only movements of this generation" }),
  created_after: moment.optional().meta({ description: "Only movements from this moment on" }),
  created_before: moment.optional().meta({ description: "Only movements before this moment" }),
});
export type ListLedger = z.infer<typeof ListLedger>;

export const AdjustCredits = z.strictObject({
  amount: z
    .int("Write a whole number of credits; negative to take them.")
    .min(-10_000_000)
    .max(10_000_000)
    .refine((amount) => amount !== 0, "Write a number other than 0."),
  reason: z
    .string()
    .trim()
    .min(3, "Say why: it stands in the organization's ledger.")
    .max(200, "Keep the reason to 200 characters."),
});
export type AdjustCredits = z.infer<typeof AdjustCredits>;

export const LedgerPage = z.object({
  object: z.literal("list"),
  data: z.array(LedgerEntry),
  has_more: z.boolean(),
});
export type LedgerPage = z.infer<typeof LedgerPage>;

export const CreditLot = z
  .object({
    source: CreditSource,
    credits: z.int().min(1).meta({ description: "What is left of it", example: 96 }),
    expires_at: z.iso.datetime().nullable().meta({ description: "Null: never", example: null }),
  })
  .meta({ id: "CreditLot", description: "Credits that came together" });
export type CreditLot = z.infer<typeof CreditLot>;

export const Balance = z
  .object({
    object: z.literal("balance"),
    credits: z.int().min(0).meta({ description: "Credits that can be spent now", example: 96 }),
    owed: z.int().min(0).meta({
      description: "What the next credits pay first: their money went back after they were spent",
      example: 0,
    }),
    lots: z.array(CreditLot).meta({ description: "What the credits are made of, in the order of spending" }),
  })
  .meta({ id: "Balance", description: "Credits that can be spent now, and until when" });
export type Balance = z.infer<typeof Balance>;

export const StatementMonth = z.strictObject({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "Write a month, such as 2027-03."),
});
export type StatementMonth = z.infer<typeof StatementMonth>;

export interface StatementLine {
  /** `YYYY-MM-DD` in UTC. */
  day: string;
  /** Of the ledger, or `generations` for what a day's took. */
  kind: string;
  reason: string;
  credits: number;
}

export interface Statement {
  month: string;
  opening: number;
  closing: number;
  /** What is owed at its end. */
  owed: number;
  lines: StatementLine[];
}
