import { collectMatching, containsText, db, type Context } from "@/lib/db";
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
  const found = await collectMatching({
    readPage: (last: { number: number } | undefined, most) =>
      db().user.findMany({
        where: last && { number: { lt: last.number } },
        orderBy: { number: "desc" },
        take: text ? most : limit,
        select: { id: true, number: true, email: true, name: true },
      }),
    matches: ({ id, email, name }) =>
      !text || id === text || containsText(email, text) || containsText(name, text),
    limit,
  });
  const rows = await db().user.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: { number: "desc" },
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
