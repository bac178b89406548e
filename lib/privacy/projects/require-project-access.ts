import { requireRole } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/**
 * Who may see or change an organization's projects: people see them all and change them as owner or admin; a key needs
 * the scope `keys`, and changes none where it tests or belongs to one, whose rules it could undo. Throws `forbidden` or
 * `insufficient_scope`.
 */
export function requireProjectAccess(ctx: Context, want: "see" | "change"): void {
  const { actor } = ctx;
  if (actor.kind === "key" && !actor.scopes.includes("keys"))
    throw new AppError("insufficient_scope", "This key lacks the scope keys. Use one that has it.");
  if (want === "see") return;
  requireRole(ctx, ["owner", "admin"]);
  if (actor.kind !== "key") return;
  if (actor.test)
    throw new AppError("forbidden", "Projects hold for live data. Use a live key, or the portal.");
  if (actor.projectId)
    throw new AppError(
      "forbidden",
      "This key belongs to a project, and changes none. Use one of no project, or the portal.",
    );
}
