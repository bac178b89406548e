import { db, type Context, type Prisma } from "@/lib/db";
import { toUser, type User } from "./record";
import { requireStaff } from "./require-staff";

export interface ListedPerson extends User {
  organizations: { id: string; name: string; role: string }[];
}

/** People by a part of their name or address, the newest first. For staff; throws `not_found` for everybody else. */
export async function listPeople(
  ctx: Context,
  { text, limit = 50 }: { text?: string; limit?: number } = {},
): Promise<ListedPerson[]> {
  requireStaff(ctx);
  const like = text && { contains: text.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const where: Prisma.UserWhereInput = like ? { OR: [{ email: like }, { name: like }, { id: text }] } : {};
  const rows = await db().user.findMany({
    where,
    orderBy: { number: "desc" },
    take: limit,
    include: { memberships: { include: { organization: true } } },
  });
  return rows.map((row) => ({
    ...toUser(row),
    organizations: row.memberships.map(({ organization, role }) => ({
      id: organization.id,
      name: organization.name,
      role,
    })),
  }));
}
