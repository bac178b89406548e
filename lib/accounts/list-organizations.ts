import { beyondCursor, collectMatching, containsText, db, type Context } from "@/lib/db";
import { toOrganization, type Organization } from "./record";
import { requireStaff } from "./require-staff";

/** Organizations by a part of their name, the newest first. For staff; throws `not_found` for everybody else. */
export async function listOrganizations(
  ctx: Context,
  { text, limit = 50 }: { text?: string; limit?: number } = {},
): Promise<Organization[]> {
  requireStaff(ctx);
  const rows = await collectMatching({
    readPage: (last: { createdAt: Date; id: string } | undefined, most) =>
      db().organization.findMany({
        where: last && beyondCursor(last),
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: text ? most : limit,
      }),
    matches: ({ id, name }) => !text || id === text || containsText(name, text),
    limit,
  });
  return rows.map(toOrganization);
}
