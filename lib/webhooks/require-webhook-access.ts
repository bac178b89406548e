import { requireRole } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/**
 * Who may see or change an organization's endpoints: people see them all and change them as owner, admin or developer;
 * a key needs the scope `webhooks`. Throws `forbidden` or `insufficient_scope`.
 */
export function requireWebhookAccess(ctx: Context, want: "see" | "change"): void {
  const { actor } = ctx;
  if (actor.kind === "key" && !actor.scopes.includes("webhooks"))
    throw new AppError("insufficient_scope", "This key lacks the scope webhooks. Use one that has it.");
  if (want === "change") requireRole(ctx, ["owner", "admin", "developer"]);
}
