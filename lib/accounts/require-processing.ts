import { AppError } from "@/lib/core/errors";
import { db, Prisma, type Context } from "@/lib/db";

/**
 * Throws `processing_restricted` where nothing new may be made of the organization's or the acting person's data: they
 * asked for a restriction, or for an erasure that can still be undone. Throws `account_suspended` where the organization is.
 */
export async function requireProcessing(ctx: Context): Promise<void> {
  const { actor, organizationId, tx } = ctx;
  const userId = actor.kind === "user" ? actor.userId : "";
  const [found] = await (tx ?? db()).$queryRaw<Marks[]>(Prisma.sql`
    SELECT suspended_at IS NOT NULL AS suspended, frozen_at IS NOT NULL AS frozen FROM organizations
    WHERE id = ${organizationId}
      AND (suspended_at IS NOT NULL OR frozen_at IS NOT NULL OR restricted_at IS NOT NULL)
    UNION ALL
    SELECT false, frozen_at IS NOT NULL FROM users
    WHERE id = ${userId} AND (frozen_at IS NOT NULL OR restricted_at IS NOT NULL)
    LIMIT 1`);
  if (found) throw withheld(found);
}

interface Marks {
  suspended: boolean;
  frozen: boolean;
}

/** Also for whoever has read the marks along with something else. */
export function withheld({ suspended, frozen }: Marks): AppError {
  if (suspended) return new AppError("account_suspended", SUSPENDED);
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
