import { requireRole, requireStaff } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/** Money is for the owners and those who do the billing, signed in. Throws `forbidden` for others, keys included. */
export function requireBilling(ctx: Context): void {
  requireRole(ctx, ["owner", "billing"]);
  if (ctx.actor.kind === "key")
    throw new AppError(
      "forbidden",
      "A key cannot buy. Sign in to the portal to buy credits or change the plan.",
    );
}

/** The same for looking at what was paid, which auditors do as well, and staff. */
export function requireBillingReader(ctx: Context): void {
  const { actor } = ctx;
  if (actor.kind === "staff") requireStaff(ctx);
  else if (actor.kind !== "user" || actor.role !== "auditor") requireBilling(ctx);
}
