import { z } from "zod";
import { MOST_PACKS, packNames } from "./plans";

const credits = (most = 10_000_000) =>
  z
    .int("Write a whole number.")
    .min(1, "Write 1 or more.")
    .max(most, `Write up to ${most.toLocaleString("en-US")}.`);

/** How spending is watched, bounded and kept going: pure zod, safe in a browser. */
export const SpendingControl = z
  .strictObject({
    low_balance_credits: credits().nullable().meta({ description: "Tell us when fewer are left" }),
    monthly_credit_cap: credits()
      .nullable()
      .meta({ description: "What all of us may spend in a calendar month" }),
    top_up: z.strictObject({
      on: z.boolean(),
      below_credits: z.int().min(0, "Write 0 or more.").max(10_000_000),
      pack: z.enum(packNames, "Choose one of the packs."),
      quantity: z.int("Buy a whole number of packs.").min(1, "Buy one pack or more.").max(MOST_PACKS),
      monthly_cents: z.int().min(0).max(100_000_00, "Top-ups may cost up to $100,000 a month."),
    }),
  })
  .meta({ id: "SpendingControl" });
export type SpendingControl = z.infer<typeof SpendingControl>;

export const MemberCap = z.strictObject({
  user_id: z.string().regex(/^usr_[0-9A-Za-z]{22}$/, "A person's id looks like usr_…."),
  monthly_credit_cap: credits().nullable(),
});
export type MemberCap = z.infer<typeof MemberCap>;
