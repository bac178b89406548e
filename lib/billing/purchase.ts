import { z } from "zod";
import { packNames, packs } from "./plans";

const count = z
  .string()
  .regex(/^[1-9]\d{0,7}$/)
  .transform(Number);

/** What a payment of ours carries at Stripe, so that it says itself for whom and for what it is. */
export const PurchaseMetadata = z.object({
  organization_id: z.string(),
  kind: z.enum(["pack", "top_up"]),
  pack: z.enum(packNames),
  quantity: count,
  /** As they were promised, whatever packs hold later. */
  credits: count,
});
export type Purchase = z.infer<typeof PurchaseMetadata>;

/** A purchase as our books have it. */
export const describePurchase = ({ organization_id, kind, pack, quantity, credits }: Purchase) => ({
  organizationId: organization_id,
  kind,
  description: `${kind === "top_up" ? "Automatic top-up: " : ""}${quantity} × ${packs[pack].name}`,
  credits,
  plan: null,
  periodEndsAt: null,
});

/** Stripe keeps text alone. */
export const toMetadata = (purchase: Purchase): Record<string, string> =>
  Object.fromEntries(Object.entries(purchase).map(([field, value]) => [field, String(value)]));
