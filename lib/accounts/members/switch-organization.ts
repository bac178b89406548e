import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { forgetSession } from "../find-session";

export interface OwnOrganization {
  id: string;
  name: string;
  role: string;
}

/** The organizations that the person who is signed in belongs to, the oldest membership first. */
export async function listOwnOrganizations({ actor }: Context): Promise<OwnOrganization[]> {
  if (actor.kind !== "user") return [];
  const rows = await db().membership.findMany({
    where: { userId: actor.userId },
    select: { role: true, organization: { select: { id: true, name: true } } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ role, organization }) => ({ ...organization, role }));
}

/** Leads the session to another of the person's organizations. Throws `not_found` for one that they do not belong to. */
export async function switchOrganization(
  { actor }: Context,
  { id: organizationId }: { id: string },
): Promise<void> {
  const userId = actor.kind === "user" ? actor.userId : "";
  const member = await db().membership.count({ where: { organizationId, userId } });
  if (actor.kind !== "user" || member === 0)
    throw new AppError("not_found", "You belong to no such organization.");
  await db().session.updateMany({ where: { id: actor.sessionId, userId }, data: { organizationId } });
  forgetSession(actor.sessionId);
}
