import { clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { checkNewPassword } from "./check-new-password";
import { confirmPassword } from "./confirm-password";
import { emailPerson } from "./email-person";
import { forgetSession } from "./find-session";
import { hashPassword } from "./hash-password";
import type { ChangePassword } from "./schema";

/**
 * A new password for the acting person, who must know the present one. Every other session of theirs ends with it, and
 * they are told by mail. Guesses at the present one are counted like those of a sign-in. Returns how many sessions ended.
 * Throws `invalid_request` beside the field that is wrong, `too_many_attempts`, and `forbidden` for a key.
 */
export async function changePassword(ctx: Context, request: ChangePassword): Promise<{ ended: number }> {
  const { actor } = ctx;
  if (actor.kind !== "user")
    throw new AppError("forbidden", "Sign in to the portal to change your password.");
  const { email, name } = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
  requireGood(request.new_password, [email, name]);
  await confirmPassword(ctx, request.current_password, "current_password");
  const passwordHash = await hashPassword(request.new_password);
  const others = await transaction(ctx, async (tx) => {
    const live = { userId: actor.userId, revokedAt: null, id: { not: actor.sessionId } };
    const sessions = await tx.session.findMany({ where: live, select: { id: true } });
    await tx.session.updateMany({ where: live, data: { revokedAt: clock.now() } });
    await tx.user.update({ where: { id: actor.userId }, data: { passwordHash } });
    await recordAudit(tx, ctx, { action: "user.change_password", subjectId: actor.userId });
    await emailPerson(tx, actor.userId, { about: "password_changed" });
    return sessions;
  });
  for (const { id } of others) forgetSession(id);
  return { ended: others.length };
}

function requireGood(password: string, personal: string[]): void {
  try {
    checkNewPassword(password, personal);
  } catch (error) {
    throw isAppError(error) ? refusal("new_password", error.message) : error;
  }
}

const refusal = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
