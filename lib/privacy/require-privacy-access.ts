import { requireRole } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/**
 * Who may see or decide on an organization's privacy matters: people see them all and decide as owner or admin; a key
 * needs the scope `privacy`. Throws `forbidden` or `insufficient_scope`.
 */
export function requirePrivacyAccess(ctx: Context, want: "see" | "change"): void {
  const { actor } = ctx;
  if (actor.kind === "key" && !actor.scopes.includes("privacy"))
    throw new AppError("insufficient_scope", "This key lacks the scope privacy. Use one that has it.");
  if (want === "change") requireRole(ctx, ["owner", "admin"]);
}
