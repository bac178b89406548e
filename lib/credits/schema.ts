import { z } from "zod";

/** Shapes of the credits room: pure zod, safe in a browser. */

export const LedgerEntryKind = z.enum(["grant", "reserve", "settle", "release"]).meta({
  description:
    "grant adds credits, reserve takes them for a generation, settle confirms that, release gives them back",
  example: "reserve",
});
export type LedgerEntryKind = z.infer<typeof LedgerEntryKind>;

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
    generation_id: z.string().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "LedgerEntry", description: "One movement of credits" });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const ListLedger = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "Continue behind this entry; newest come first" }),
  kind: LedgerEntryKind.optional().meta({ description: "Only movements of this kind" }),
});
export type ListLedger = z.infer<typeof ListLedger>;

export const LedgerPage = z.object({
  object: z.literal("list"),
  data: z.array(LedgerEntry),
  has_more: z.boolean(),
});
export type LedgerPage = z.infer<typeof LedgerPage>;

export const Balance = z
  .object({ object: z.literal("balance"), credits: z.int().min(0).meta({ example: 96 }) })
  .meta({ id: "Balance", description: "Credits that can be spent now" });
export type Balance = z.infer<typeof Balance>;
