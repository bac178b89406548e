import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { requireRole } from "../require-role";

export interface Invitation {
  id: string;
  email: string;
  role: string;
  expiresAt: Date;
}

/** Who was asked to join and has not answered. For owners and admins. */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  requireRole(ctx, ["owner", "admin"]);
  return db().invitation.findMany({
    where: { organizationId: ctx.organizationId, expiresAt: { gt: clock.now() } },
    select: { id: true, email: true, role: true, expiresAt: true },
    orderBy: { createdAt: "asc" },
  });
}

/** Its link opens nothing any more. Throws `not_found` for another organization's. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  requireRole(ctx, ["owner", "admin"]);
  await transaction(ctx, async (tx) => {
    const { count } = await tx.invitation.deleteMany({ where: { id, organizationId: ctx.organizationId } });
    if (count === 0) throw new AppError("not_found", "There is no such invitation.");
    await recordAudit(tx, ctx, { action: "member.revoke_invitation", subjectId: id });
  });
}
