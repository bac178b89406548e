import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { toOrganization, type Organization } from "./record";

/** The context's organization. Throws `not_found` where it is gone. */
export async function getOrganization(ctx: Context): Promise<Organization> {
  const row = await (ctx.tx ?? db()).organization.findUnique({ where: { id: ctx.organizationId } });
  if (!row) throw new AppError("not_found", "There is no such organization.");
  return toOrganization(row);
}
