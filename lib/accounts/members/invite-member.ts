import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { hashToken } from "../password-reset/request-reset";
import { requireRole } from "../require-role";
import type { InviteMember } from "../schema";
import { conflict, requireSeat } from "./require-seat";

const OPEN_DAYS = 7;

/**
 * Opens a place in the organization for one address. The link is answered this once, for whoever invites to pass on: it works
 * for seven days, for a person who is signed in under that address, and is kept as a digest. A second one for the same address
 * ends the first. Throws `forbidden` for all but owners and admins, and `conflict` where the plan has no place left.
 */
export async function inviteMember(
  ctx: Context,
  { email, role }: InviteMember,
): Promise<{ id: string; url: string }> {
  requireRole(ctx, ["owner", "admin"]);
  const { actor, organizationId } = ctx;
  const [id, token, now] = [newId("invitation"), randomBytes(32).toString("base64url"), clock.now()];
  await transaction(ctx, async (tx) => {
    if ((await tx.membership.count({ where: { organizationId, user: { email } } })) > 0)
      throw conflict("They belong to your organization already.");
    await tx.invitation.deleteMany({ where: { organizationId, email } });
    await requireSeat(tx, organizationId);
    await tx.invitation.create({
      data: {
        ...{ id, organizationId, email, role, tokenHash: hashToken(token), createdAt: now },
        invitedBy: actor.kind === "user" ? actor.userId : null,
        expiresAt: new Date(now.getTime() + OPEN_DAYS * 86_400_000),
      },
    });
    await recordAudit(tx, ctx, { action: "member.invite", subjectId: id, detail: { role } });
  });
  return { id, url: `${env().publicUrl}/join/${token}` };
}
