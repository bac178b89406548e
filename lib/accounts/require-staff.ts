import type { StaffRole } from "@/lib/core/actor";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/**
 * For what only the people of whoever runs the portal may do, or those of one of these roles; an operator may do all of it.
 * Throws `not_found` for everybody else, as if there were no such thing, and `forbidden` for another staff role.
 */
export function requireStaff({ actor }: Context, allowed?: readonly StaffRole[]): void {
  if (actor.kind === "system") return;
  if (actor.kind !== "staff") throw new AppError("not_found", "There is no such page.");
  if (!allowed || actor.role === "operator" || allowed.includes(actor.role)) return;
  throw new AppError("forbidden", `The role ${actor.role} may look but not do this. Ask an operator.`);
}
