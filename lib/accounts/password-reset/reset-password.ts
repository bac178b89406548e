import { clock } from "@/lib/core/clock";
import type { AppError } from "@/lib/core/errors";
import { db, transaction, type Context } from "@/lib/db";
import { forgetSession } from "../find-session";
import { hashPassword } from "../hash-password";
import { limitAddress } from "../limit-address";
import { replacePassword } from "../replace-password";
import { invalidField, requireNewPassword } from "../require-new-password";
import type { ResetPassword } from "../schema";
import { clearFailures } from "../throttle-sign-in";
import { hashToken } from "./request-reset";

/**
 * Sets a new password by the link of a mail, which opens once and for an hour. Every session of the person ends, and they
 * are told by mail; a second factor stays. Throws `invalid_request` beside what is wrong, and `too_many_attempts`.
 */
export async function resetPassword(
  { token, new_password: password }: ResetPassword,
  { address, requestId }: { address: string; requestId: string },
): Promise<void> {
  limitAddress(address);
  const tokenHash = hashToken(token);
  const found = await db().passwordReset.findUnique({ where: { tokenHash }, include: { user: true } });
  if (!found || found.expiresAt <= clock.now() || found.user.closedAt) throw spent();
  const { user } = found;
  requireNewPassword(password, [user.email, user.name]);
  const passwordHash = await hashPassword(password);
  const ctx: Context = { actor: { kind: "system", name: "password-reset" }, organizationId: "", requestId };
  const ended = await transaction(ctx, async (tx) => {
    // Of two with one link at once, one removes it.
    const { count } = await tx.passwordReset.deleteMany({ where: { tokenHash } });
    if (count === 0) throw spent();
    return replacePassword(tx, ctx, { userId: user.id, passwordHash, action: "user.reset_password" });
  });
  ended.forEach(forgetSession);
  await clearFailures(user.email);
  await clearFailures(`reset:${user.email}`);
}

const spent = (): AppError =>
  invalidField("token", "This link was used, or is older than an hour. Ask for a new one.");
