import { AppError } from "@/lib/core/errors";
import { db, transaction, type Context } from "@/lib/db";
import { forgetSession } from "./find-session";
import { hashPassword } from "./hash-password";
import { replacePassword } from "./replace-password";
import { requireNewPassword } from "./require-new-password";
import type { ChangePassword } from "./schema";
import { stepUp } from "./step-up";

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
  requireNewPassword(request.new_password, [email, name]);
  await stepUp(ctx, { password: request.current_password, code: request.code }, "current_password");
  const passwordHash = await hashPassword(request.new_password);
  const { userId, sessionId: keepSession } = actor;
  const ended = await transaction(ctx, (tx) =>
    replacePassword(tx, ctx, { userId, passwordHash, keepSession, action: "user.change_password" }),
  );
  ended.forEach(forgetSession);
  return { ended: ended.length };
}
