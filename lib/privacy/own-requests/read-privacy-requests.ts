import { findOtherMembers, sortOrganizations } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { db, type Context, type Tx } from "@/lib/db";
import { UNDO_HOURS, type ErasurePreview, type PrivacyRequest } from "../privacy-request-schema";
import { toPrivacyRequest, withExports, type PrivacyRequestRow } from "./record";

/** Who asks about themselves. Throws `forbidden` for a key, which is nobody, and for the staff, who have a desk. */
export function requirePerson({ actor }: Context): string {
  if (actor.kind === "user") return actor.userId;
  throw new AppError("forbidden", "Sign in to the portal to ask for something about yourself.");
}

/** The person's own requests, the newest first: all of them, for they are few. */
export async function listPrivacyRequests(ctx: Context): Promise<PrivacyRequest[]> {
  const rows = await db().privacyRequest.findMany({
    where: { userId: requirePerson(ctx) },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    include: withExports,
    take: 100,
  });
  return Promise.all(rows.map(toPrivacyRequest));
}

/** One of them. Throws `not_found`, the same for somebody else's. */
export async function getPrivacyRequest(ctx: Context, id: string): Promise<PrivacyRequest> {
  return toPrivacyRequest(await findOwn(ctx, id));
}

export async function findOwn(ctx: Context, id: string, tx?: Tx): Promise<PrivacyRequestRow> {
  const row = await (tx ?? db()).privacyRequest.findFirst({
    where: { id, userId: requirePerson(ctx) },
    include: withExports,
  });
  if (!row) throw new AppError("not_found", "There is no such request.");
  return row;
}

/** What would go with the person, and what would stay. */
export async function previewErasure(ctx: Context): Promise<ErasurePreview> {
  const userId = requirePerson(ctx);
  const { own, shared } = await sortOrganizations(userId);
  const ids = own.map(({ id }) => id);
  return {
    organizations: own,
    staying: shared,
    other_members: (await findOtherMembers(userId, ids)).length,
    undo_hours: UNDO_HOURS,
  };
}
