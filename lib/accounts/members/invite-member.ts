import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Context, db, emailHash, recordAudit, transaction, type Tx } from "@/lib/db";
import { canSendEmail } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { INVITATION_JOB } from "../job-names";
import { hashToken } from "../password-reset/request-reset";
import { requireRole } from "../require-role";
import type { InviteMember } from "../schema";
import { countAttempt } from "../throttle-sign-in";
import { joinLink } from "./mailed-link";
import { conflict, requireSeat } from "./require-seat";

const OPEN_DAYS = 7;

export interface OpenInvitation {
  id: string;
  email: string;
  /** Shown this once. */
  url: string;
  /** Whether a mail with a link of its own is on its way. */
  mailed: boolean;
}

/**
 * Opens a place in the organization for one address, and has it mailed where mails go out. The link is also answered this once,
 * for whoever invites to pass on: it works for seven days, for a person who is signed in under that address, and is kept as a
 * digest. A second one for the same address ends the first. Throws `forbidden` for all but owners and admins, `conflict` where
 * the plan has no place left, and `too_many_attempts` where one address is mailed over and over.
 */
export async function inviteMember(ctx: Context, { email, role }: InviteMember): Promise<OpenInvitation> {
  requireRole(ctx, ["owner", "admin"]);
  const { actor, organizationId } = ctx;
  const [id, link] = [newId("invitation"), makeLink()];
  await countMail(organizationId, email);
  await transaction(ctx, async (tx) => {
    if ((await tx.membership.count({ where: { organizationId, user: { emailHash: emailHash(email) } } })) > 0)
      throw conflict("They belong to your organization already.");
    await tx.invitation.deleteMany({ where: { organizationId, emailHash: emailHash(email) } });
    await requireSeat(tx, organizationId);
    await tx.invitation.create({
      data: {
        ...{ id, organizationId, email, role, ...link.kept },
        invitedBy: actor.kind === "user" ? actor.userId : null,
      },
    });
    await recordAudit(tx, ctx, { action: "member.invite", subjectId: id, detail: { role } });
    await planMail(tx, id);
  });
  return { id, email, url: link.url, mailed: canSendEmail() };
}

/**
 * Sends an invitation once more, for seven days from now: with a new link, which ends the earlier ones. Throws `not_found` for
 * one that was taken, taken back or is over, and another organization's.
 */
export async function resendInvitation(ctx: Context, { id }: { id: string }): Promise<OpenInvitation> {
  requireRole(ctx, ["owner", "admin"]);
  const { organizationId } = ctx;
  const where = { id, organizationId, expiresAt: { gt: clock.now() } };
  const found = await db().invitation.findFirst({ where, select: { email: true } });
  if (!found) throw noInvitation();
  await countMail(organizationId, found.email);
  const link = makeLink();
  await transaction(ctx, async (tx) => {
    if ((await tx.invitation.updateMany({ where, data: link.kept })).count === 0) throw noInvitation();
    await recordAudit(tx, ctx, { action: "member.invite_again", subjectId: id });
    await planMail(tx, id);
  });
  return { id, email: found.email, url: link.url, mailed: canSendEmail() };
}

function makeLink() {
  const [token, createdAt] = [randomBytes(32).toString("base64url"), clock.now()];
  const expiresAt = new Date(createdAt.getTime() + OPEN_DAYS * 86_400_000);
  return { url: joinLink(token), kept: { tokenHash: hashToken(token), createdAt, expiresAt } };
}

/** Nobody's mailbox is filled from here: five mails in a row to one address, and then ever longer waits. */
async function countMail(organizationId: string, email: string): Promise<void> {
  if (canSendEmail()) await countAttempt(`invite:${organizationId}:${email}`);
}

/** One that waits still is replaced: the mail is about the invitation as it is when it is sent. */
async function planMail(tx: Tx, id: string): Promise<void> {
  if (canSendEmail())
    await enqueue(tx, INVITATION_JOB, { id }, { jobKey: `invitation:${id}`, maxAttempts: MAIL_ATTEMPTS });
}
const MAIL_ATTEMPTS = 12;

const noInvitation = (): AppError =>
  new AppError("not_found", "There is no such invitation any more. Invite them anew.");
