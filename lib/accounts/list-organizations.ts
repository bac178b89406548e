import { db, type Context } from "@/lib/db";
import { toOrganization, type Organization } from "./record";
import { requireStaff } from "./require-staff";

/** Organizations by a part of their name, the newest first. For staff; throws `not_found` for everybody else. */
export async function listOrganizations(
  ctx: Context,
  { text, limit = 50 }: { text?: string; limit?: number } = {},
): Promise<Organization[]> {
  requireStaff(ctx);
  const like = text && { contains: text.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const rows = await db().organization.findMany({
    where: like ? { OR: [{ name: like }, { id: text }] } : {},
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(toOrganization);
}
