import { AppError } from "@/lib/core/errors";
import { Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { forgetSession } from "../find-session";
import { requireRole } from "../require-role";
import { conflict } from "./require-seat";

/**
 * Ends a person's membership: somebody else's as owner or admin, or one's own. Their sessions there end with it; keys and models
 * stay with the organization. Only owners remove owners. Throws `not_found` for whoever does not belong to it, and `conflict` for the last
 * owner.
 */
export async function removeMember(ctx: Context, { user_id: userId }: { user_id: string }): Promise<void> {
  const { actor, organizationId } = ctx;
  if (actor.kind !== "user" || actor.userId !== userId) requireRole(ctx, ["owner", "admin"]);
  const ended = await transaction(ctx, async (tx) => {
    // Two owners who remove each other come one after the other.
    await tx.$queryRaw(
      Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`,
    );
    const where = { organizationId_userId: { organizationId, userId } };
    const member = await tx.membership.findUnique({ where });
    if (!member) throw new AppError("not_found", "There is no such person in your organization.");
    if (member.role === "owner") {
      requireRole(ctx, ["owner"]);
      if ((await tx.membership.count({ where: { organizationId, role: "owner" } })) === 1)
        throw conflict("An organization keeps an owner. Close the account instead, at Privacy.");
    }
    await tx.membership.delete({ where });
    await recordAudit(tx, ctx, { action: "member.remove", subjectId: userId });
    return tx.session.findMany({ where: { organizationId, userId }, select: { id: true } });
  });
  for (const { id } of ended) forgetSession(id);
}
