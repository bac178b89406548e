import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

/** Whether the actor may look at what customers sent and what was made of it; auditors see what happened to it instead. */
export const seesContent = ({ actor }: Context): boolean => actor.kind !== "user" || actor.role !== "auditor";

/** Whether the actor may set up what programs use: keys, endpoints, files sent ahead. */
export const mayDevelop = ({ actor }: Context): boolean =>
  actor.kind !== "user" || ["owner", "admin", "developer"].includes(actor.role);

/** Throws `forbidden` for an auditor. */
export function requireContent(ctx: Context): void {
  if (seesContent(ctx)) return;
  throw new AppError(
    "forbidden",
    "Your role auditor sees what was done, and no pictures, prompts or models. Ask an owner or admin of the organization for another role.",
  );
}
