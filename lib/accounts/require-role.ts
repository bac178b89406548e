import type { Role } from "@/lib/core/actor";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/** Signed-in people need one of the roles; keys were checked by scope, the system and staff may. Throws `forbidden`. */
export function requireRole({ actor }: Context, allowed: readonly Role[]): void {
  if (actor.kind !== "user" || allowed.includes(actor.role)) return;
  throw new AppError(
    "forbidden",
    `Your role ${actor.role} may look but not do this. Ask an owner or admin of the organization for another role.`,
  );
}
