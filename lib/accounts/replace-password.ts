import { clock } from "@/lib/core/clock";
import { randomBase62 } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { emailPerson } from "./email-person";
import { forgetSession } from "./find-session";
import { hashPassword } from "./hash-password";
import { removeSecondFactor } from "./second-factor/set-up";

export interface NewPasswordOf {
  userId: string;
  passwordHash: string;
  /** The session that goes on; every other one of the person ends. */
  keepSession?: string;
  action: "user.change_password" | "user.reset_password" | "user.set_password";
}

/** Puts a new password in force and has the person told. Returns the sessions that end, for {@link forgetSession} after the commit. */
export async function replacePassword(
  tx: Tx,
  ctx: Context,
  { userId, passwordHash, keepSession, action }: NewPasswordOf,
): Promise<string[]> {
  const live = { userId, revokedAt: null, id: { not: keepSession } };
  const sessions = await tx.session.findMany({ where: live, select: { id: true } });
  await tx.session.updateMany({ where: live, data: { revokedAt: clock.now() } });
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
  // Whoever takes an account back ends with it what somebody else had asked for.
  await tx.emailChange.deleteMany({ where: { userId } });
  await recordAudit(tx, ctx, { action, subjectId: userId });
  await emailPerson(tx, userId, { about: "password_changed" });
  return sessions.map(({ id }) => id);
}

/** For the operator: a random password, which is returned and kept nowhere. */
export async function setPassword(
  ctx: Context,
  userId: string,
  { endSecondFactor = false } = {},
): Promise<{ password: string }> {
  const password = randomBase62(24);
  const passwordHash = await hashPassword(password);
  const ended = await transaction(ctx, async (tx) => {
    if (endSecondFactor) {
      await removeSecondFactor(tx, ctx, userId);
      await tx.passkey.deleteMany({ where: { userId } });
    }
    return replacePassword(tx, ctx, { userId, passwordHash, action: "user.set_password" });
  });
  ended.forEach(forgetSession);
  return { password };
}
