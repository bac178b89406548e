import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { hadAddress } from "../email-change/pending-email-change";
import { forgetSession } from "../find-session";
import { hashToken } from "../password-reset/request-reset";
import { isMailedToken } from "./mailed-link";
import { conflict, requireSeat } from "./require-seat";

/** What somebody is asked to join; null where the link is none, was used, is over, or is for another address. */
export async function findInvitation(
  ctx: Context,
  token: string,
): Promise<{ organization: string; role: string } | null> {
  const row = await findOwn(ctx, token);
  return row && { organization: row.organization.name, role: row.role };
}

/**
 * Makes the person who is signed in a member of the organization that invited their address, and leads their session there.
 * Throws `not_found` for a link that {@link findInvitation} would not show, and `conflict` where the plan's places were taken
 * meanwhile.
 */
export async function acceptInvitation(ctx: Context, { token }: { token: string }): Promise<void> {
  const found = await findOwn(ctx, token);
  const { actor } = ctx;
  if (!found || actor.kind !== "user") throw notFound();
  const { id, organizationId, role } = found;
  const { userId, sessionId } = actor;
  await transaction(undefined, async (tx) => {
    await requireSeat(tx, organizationId, { invited: false });
    // Of two with one link at once, one removes it.
    if ((await tx.invitation.deleteMany({ where: { id } })).count === 0) throw notFound();
    if ((await tx.membership.count({ where: { organizationId, userId } })) > 0)
      throw conflict("You belong to this organization already.");
    const createdAt = clock.now();
    await tx.membership.create({
      data: { id: newId("membership"), organizationId, userId, role, createdAt },
    });
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { organizationId } });
    await recordAudit(
      tx,
      { ...ctx, organizationId },
      { action: "member.join", subjectId: userId, detail: { role } },
    );
  });
  forgetSession(sessionId);
}

async function findOwn({ actor }: Context, token: string) {
  if (actor.kind !== "user") return null;
  const user = await db().user.findUnique({ where: { id: actor.userId }, select: { email: true } });
  const row = await findByToken(token);
  if (!row || !user || row.expiresAt <= clock.now()) return null;
  const theirs = row.email === user.email || (await hadAddress(actor.userId, row.email, row.createdAt));
  return theirs ? row : null;
}

/** The link that was shown is known by its digest, the one in a mail by what it names. */
async function findByToken(token: string) {
  const include = { organization: { select: { name: true } } };
  const [id, signature] = token.split(".");
  if (!signature) return db().invitation.findUnique({ where: { tokenHash: hashToken(token) }, include });
  const row = await db().invitation.findUnique({ where: { id }, include });
  return row && isMailedToken(row, token) ? row : null;
}

const notFound = (): AppError =>
  new AppError(
    "not_found",
    "This invitation was used, is over, or is for another address. Ask whoever invited you for a new one.",
  );
