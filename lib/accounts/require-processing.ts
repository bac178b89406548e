import { AppError } from "@/lib/core/errors";
import { db, Prisma, type Context } from "@/lib/db";

/**
 * Throws `processing_restricted` where nothing new may be made of the organization's or the acting person's data: they
 * asked for a restriction, or for an erasure that can still be undone.
 */
export async function requireProcessing(ctx: Context): Promise<void> {
  const { actor, organizationId, tx } = ctx;
  const userId = actor.kind === "user" ? actor.userId : "";
  const [found] = await (tx ?? db()).$queryRaw<{ frozen: boolean }[]>(Prisma.sql`
    SELECT frozen_at IS NOT NULL AS frozen FROM organizations
    WHERE id = ${organizationId} AND (frozen_at IS NOT NULL OR restricted_at IS NOT NULL)
    UNION ALL
    SELECT frozen_at IS NOT NULL FROM users
    WHERE id = ${userId} AND (frozen_at IS NOT NULL OR restricted_at IS NOT NULL)
    LIMIT 1`);
  if (found) throw restricted(found);
}

/** Also for whoever has read the two marks along with something else. */
export function restricted({ frozen }: { frozen: boolean }): AppError {
  return new AppError(
    "processing_restricted",
    frozen
      ? "Nothing new is made while an erasure is under way. Undo it in the privacy centre to go on."
      : "A restriction holds: the data is kept and nothing else is done with it. Lift it in the privacy centre to go on.",
  );
}
