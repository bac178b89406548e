import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { confirmPassword } from "./confirm-password";
import { invalidField } from "./require-new-password";
import { checkCode, hasSecondFactor, wrongCode } from "./second-factor/check-code";

/**
 * Makes sure, before what cannot be taken back, that the acting person is still who signed in: by their password and,
 * where they have a second factor, by a code of it or a recovery code; without a password by a passkey that showed in this
 * session who they are, at most ten minutes ago. Guesses at either are counted like those of a sign-in. Throws `invalid_request` beside the field that is wrong or missing, `too_many_attempts`, and `forbidden` for a
 * key: it is nobody.
 */
export async function stepUp(
  ctx: Context,
  { password, code }: { password?: string; code?: string },
  param = "password",
): Promise<{ userId: string; email: string }> {
  if (password === undefined) return requirePasskeyProof(ctx, param);
  const person = await confirmPassword(ctx, password, param);
  if (await hasSecondFactor(person.userId)) {
    if (!code?.trim())
      throw invalidField("code", "Write the code that your authenticator shows, or a recovery code.");
    if (!(await checkCode(person.userId, code))) throw wrongCode();
  }
  if (ctx.actor.kind === "user")
    await db().session.updateMany({
      where: { id: ctx.actor.sessionId, userId: person.userId },
      data: { provedAt: clock.now() },
    });
  return person;
}

async function requirePasskeyProof(
  { actor }: Context,
  param: string,
): Promise<{ userId: string; email: string }> {
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to do this.");
  const { sessionId: id, userId } = actor;
  const session = await db().session.findFirst({
    where: { id, userId, revokedAt: null },
    select: { passkeyProvedAt: true, user: { select: { email: true } } },
  });
  if (session && isFresh(session.passkeyProvedAt)) return { userId, email: session.user.email };
  throw invalidField(param, "Write your password, or use a passkey.");
}

/** For so long a session need not show again who it is. */
export const PROOF_LASTS_MS = 10 * 60 * 1000;

/**
 * For what is asked once in ten minutes and not each time, such as a new key. Throws `invalid_request` at `step_up` where a
 * signed-in person showed who they are longer ago, by signing in or by {@link stepUp}. A key passes: its scopes bound it.
 */
export async function requireProof({ actor }: Context): Promise<void> {
  if (actor.kind !== "user") return;
  const { sessionId: id, userId } = actor;
  const session = await db().session.findFirst({ where: { id, userId }, select: { provedAt: true } });
  if (isFresh(session?.provedAt)) return;
  throw invalidField("step_up", "Show once more that it is you: that is asked again after ten minutes.");
}

const isFresh = (provedAt: Date | null | undefined): boolean =>
  !!provedAt && clock.now().getTime() - provedAt.getTime() < PROOF_LASTS_MS;
