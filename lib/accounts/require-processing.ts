import { AppError } from "@/lib/core/errors";
import { db, Prisma, type Context } from "@/lib/db";

/**
 * Throws `processing_restricted` where nothing new may be made of the organization's or the acting person's data: they
 * asked for a restriction, or for an erasure that can still be undone. Throws `account_suspended` where the organization is,
 * and `forbidden` where the project is archived.
 */
export async function requireProcessing(ctx: Context): Promise<void> {
  const { actor, organizationId, tx } = ctx;
  const userId = actor.kind === "user" ? actor.userId : "";
  const projectId = projectOf(actor);
  const [found] = await (tx ?? db()).$queryRaw<Marks[]>(Prisma.sql`
    SELECT suspended_at IS NOT NULL AS suspended, frozen_at IS NOT NULL AS frozen, false AS archived FROM organizations
    WHERE id = ${organizationId}
      AND (suspended_at IS NOT NULL OR frozen_at IS NOT NULL OR restricted_at IS NOT NULL)
    UNION ALL
    SELECT false, frozen_at IS NOT NULL, false FROM users
    WHERE id = ${userId} AND (frozen_at IS NOT NULL OR restricted_at IS NOT NULL)
    UNION ALL
    SELECT false, false, true
    WHERE ${projectId} <> '' AND NOT EXISTS (SELECT FROM projects
      WHERE id = ${projectId} AND organization_id = ${organizationId} AND archived_at IS NULL)
    LIMIT 1`);
  if (found) throw withheld(found);
}

interface Marks {
  suspended: boolean;
  frozen: boolean;
  archived: boolean;
}

/** The project of a key, or the one that a person chose, or nothing. */
export const projectOf = (actor: Context["actor"]): string => ("projectId" in actor && actor.projectId) || "";

/** Also for whoever has read the marks along with something else. */
export function withheld({ suspended, frozen, archived }: Marks): AppError {
  if (suspended) return new AppError("account_suspended", SUSPENDED);
  if (archived)
    return new AppError(
      "forbidden",
      "The project is archived or gone: what it made can be read, and nothing new is made. Restore the project, move the key to another one, or choose another.",
    );
  return new AppError(
    "processing_restricted",
    frozen
      ? "Nothing new is made while an erasure is under way. Undo it in the privacy centre to go on."
      : "A restriction holds: the data is kept and nothing else is done with it. Lift it in the privacy centre to go on.",
  );
}

/** Said to keys as well. */
export const SUSPENDED =
  "This organization is suspended. Its owners were told why, and can ask for a review in the portal.";
