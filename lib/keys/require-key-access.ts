import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/**
 * Who may see or change an organization's keys: people see them all and change them as owner, admin or developer; a key
 * needs the scope `keys`; staff and the system may. Throws `forbidden` or `insufficient_scope`.
 */
export function requireKeyAccess({ actor }: Context, want: "see" | "change"): void {
  if (actor.kind === "key" && !actor.scopes.includes("keys"))
    throw new AppError("insufficient_scope", "This key lacks the scope keys. Use one that has it.");
  if (actor.kind === "user" && want === "change" && (actor.role === "viewer" || actor.role === "billing"))
    throw new AppError(
      "forbidden",
      `The role ${actor.role} cannot change keys. Ask an owner, admin or developer.`,
    );
}
