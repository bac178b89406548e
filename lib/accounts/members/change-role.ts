import { AppError } from "@/lib/core/errors";
import { Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { emailPerson } from "../email-person";
import { forgetSession } from "../find-session";
import { requireRole } from "../require-role";
import type { ChangeRole } from "../schema";
import { conflict } from "./require-seat";

/**
 * Gives a person of the organization another role, which holds from their next request on and is told to them by mail. Owners
 * and admins may; only owners make owners, and change one. Throws `not_found` for whoever does not belong to it, and `conflict`
 * for the last owner.
 */
export async function changeRole(ctx: Context, { user_id: userId, role }: ChangeRole): Promise<void> {
  requireRole(ctx, ["owner", "admin"]);
  const { actor, organizationId } = ctx;
  const changed = await transaction(ctx, async (tx) => {
    // Two owners who step down at once come one after the other.
    const [organization] = await tx.$queryRaw<{ name: string }[]>(
      Prisma.sql`SELECT name FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`,
    );
    const where = { organizationId_userId: { organizationId, userId } };
    const member = await tx.membership.findUnique({ where });
    if (!member) throw new AppError("not_found", "There is no such person in your organization.");
    if (member.role === role) return [];
    if (member.role === "owner" || role === "owner") requireOwner(ctx);
    if (
      member.role === "owner" &&
      (await tx.membership.count({ where: { organizationId, role: "owner" } })) === 1
    )
      throw conflict("An organization keeps an owner. Make somebody else one first.");
    await tx.membership.update({ where, data: { role } });
    const detail = { from: member.role, to: role };
    await recordAudit(tx, ctx, { action: "member.change_role", subjectId: userId, detail });
    if (actor.kind !== "user" || actor.userId !== userId)
      await emailPerson(tx, userId, { about: "role_changed", organization: organization.name, role });
    return tx.session.findMany({ where: { organizationId, userId }, select: { id: true } });
  });
  for (const { id } of changed) forgetSession(id);
}

function requireOwner({ actor }: Context): void {
  if (actor.kind === "user" && actor.role !== "owner")
    throw new AppError("forbidden", "Only owners make somebody an owner, or take it from one. Ask an owner.");
}
