import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { canSendEmail, type MailLanguage } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { EMAIL_CHANGE_JOB } from "../job-names";
import { hashToken } from "../password-reset/request-reset";
import { invalidField } from "../require-new-password";
import type { PendingEmailChange, RequestEmailChange } from "../schema";
import { countAttempt } from "../throttle-sign-in";
import { sides, tokenOf } from "./change-token";

const LINKS_MS = 24 * 60 * 60 * 1000;
const MAIL_ATTEMPTS = 8;

/**
 * Has both addresses of the acting person mailed, the present one and the one they want: it changes once both have
 * confirmed. Whether the new one has an account is told by neither answer nor time, for the same is done either way, and
 * the worker finds out. A second wish ends the first, its links included. Throws `forbidden` for a key, `invalid_request`
 * for the address that it is already, `service_unavailable` where no mail goes out, and `too_many_attempts` after five in a
 * row of one person or to one address.
 */
export async function requestEmailChange(
  ctx: Context,
  { new_email: newEmail }: RequestEmailChange,
  language: MailLanguage,
): Promise<PendingEmailChange> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to change your address.");
  const { userId, sessionId } = actor;
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  if (newEmail === email) throw invalidField("new_email", "This is your address already. Write another one.");
  if (!canSendEmail())
    throw new AppError(
      "service_unavailable",
      "This portal sends no mail, so it cannot ask both addresses. Ask whoever runs it to change yours.",
    );
  await countAttempt(`email-change:${userId}`);
  await countAttempt(`email-change-to:${newEmail}`);
  const [id, createdAt] = [newId("emailChange"), clock.now()];
  const expiresAt = new Date(createdAt.getTime() + LINKS_MS);
  const [oldTokenHash, newTokenHash] = sides.map((side) => hashToken(tokenOf(id, side)));
  await transaction(ctx, async (tx) => {
    // Of two wishes at once the later one stands.
    await tx.$queryRaw(Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`);
    await tx.emailChange.deleteMany({ where: { userId } });
    await tx.emailChange.create({
      data: { id, userId, newEmail, oldTokenHash, newTokenHash, sessionId, createdAt, expiresAt },
    });
    await recordAudit(tx, ctx, { action: "user.request_email_change", subjectId: userId });
    for (const side of sides)
      await enqueue(tx, EMAIL_CHANGE_JOB, { id, side, language }, { maxAttempts: MAIL_ATTEMPTS });
  });
  return { new_email: newEmail, confirmed: { old: false, new: false }, expires_at: expiresAt.toISOString() };
}
