import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { sealOwnSecret } from "@/lib/storage";
import { forgetSession } from "../find-session";
import { confirmPassword } from "../confirm-password";
import { emailPerson } from "../email-person";
import type { ConfirmSecondFactor, EndSecondFactor, RenewRecoveryCodes } from "../schema";
import { stepUp } from "../step-up";
import { refuseWhereDemanded } from "./demand";
import { requireOwnPasskey } from "./require-own-passkey";
import { countAttempt, clearFailures } from "../throttle-sign-in";
import {
  checkCode,
  hashCode,
  hasSecondFactor,
  purposeOf,
  takeCode,
  toAuthenticator,
  wrongCode,
} from "./check-code";

const RECOVERY_CODES = 10;
/** Base32 as in RFC 4648: nothing that looks like something else. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What the settings show of it. Throws `forbidden` for a key. */
export async function describeSecondFactor(
  ctx: Context,
): Promise<{ since: string | null; recoveryCodesLeft: number }> {
  const userId = requirePerson(ctx);
  const row = await db().secondFactor.findUnique({ where: { userId } });
  const recoveryCodesLeft = await db().recoveryCode.count({ where: { userId } });
  return { since: row?.confirmedAt?.toISOString() ?? null, recoveryCodesLeft };
}

/**
 * Begins anew, for who knows the password: a secret for the authenticator, as text and as the address that its picture
 * holds. Nothing is asked of a sign-in before a code has been confirmed. Throws `conflict` where one is in use.
 */
export async function beginSecondFactor(
  ctx: Context,
  { password }: { password: string },
): Promise<{ secret: string; uri: string }> {
  await requireOwnPasskey(ctx);
  const { userId, email } = await confirmPassword(ctx, password);
  if (await hasSecondFactor(userId)) throw inUse();
  const seed = randomBytes(32);
  const sealedSecret = await sealOwnSecret(purposeOf(userId), seed);
  await db().secondFactor.upsert({
    where: { userId },
    create: { userId, sealedSecret, createdAt: clock.now() },
    update: { sealedSecret, lastStep: 0, createdAt: clock.now() },
  });
  const authenticator = toAuthenticator(seed, email);
  return { secret: authenticator.secret.base32, uri: authenticator.toString() };
}

/** Turns it on by a first code, and gives the recovery codes: the only time that they can be read. */
export async function confirmSecondFactor(
  ctx: Context,
  { code }: ConfirmSecondFactor,
): Promise<{ recoveryCodes: string[] }> {
  const userId = requirePerson(ctx);
  if (await hasSecondFactor(userId)) throw inUse();
  await countAttempt(purposeOf(userId));
  if (!(await takeCode(userId, code))) throw wrongCode();
  await clearFailures(purposeOf(userId));
  if (ctx.actor.kind === "user") forgetSession(ctx.actor.sessionId);
  return transaction(ctx, async (tx) => {
    await tx.secondFactor.update({ where: { userId }, data: { confirmedAt: clock.now() } });
    await recordAudit(tx, ctx, { action: "second_factor.turn_on", subjectId: userId });
    await emailPerson(tx, userId, { about: "second_factor", turned: "on" });
    return { recoveryCodes: await writeRecoveryCodes(tx, userId) };
  });
}

/** Ten new ones, which end those from before. Throws `invalid_request` beside the code. */
export async function renewRecoveryCodes(
  ctx: Context,
  { code }: RenewRecoveryCodes,
): Promise<{ recoveryCodes: string[] }> {
  const userId = requirePerson(ctx);
  if (!(await hasSecondFactor(userId)) || !(await checkCode(userId, code))) throw wrongCode();
  return transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, { action: "second_factor.renew_codes", subjectId: userId });
    return { recoveryCodes: await writeRecoveryCodes(tx, userId) };
  });
}

/**
 * Turns it off, for who knows the password and has a code. Throws `invalid_request` beside what is wrong, and `conflict`
 * while an organization of theirs demands one.
 */
export async function endSecondFactor(ctx: Context, { password, code }: EndSecondFactor): Promise<void> {
  const { userId } = await stepUp(ctx, { password, code });
  if (!(await hasSecondFactor(userId))) throw wrongCode();
  await refuseWhereDemanded(userId);
  await transaction(ctx, (tx) => removeSecondFactor(tx, ctx, userId));
}

/** For the operator, of somebody who has lost authenticator and codes and has shown who they are. */
export async function removeSecondFactor(tx: Tx, ctx: Context, userId: string): Promise<boolean> {
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  if (count === 0) return false;
  await recordAudit(tx, ctx, { action: "second_factor.turn_off", subjectId: userId });
  await emailPerson(tx, userId, { about: "second_factor", turned: "off" });
  return true;
}

async function writeRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashCode(code.replaceAll("-", "")) })),
  });
  return codes;
}

/** 120 bits, in four groups that can be written down. */
function newCode(): string {
  const letters = [...randomBytes(24)].map((byte) => LETTERS[byte & 31]).join("");
  return letters.match(/.{6}/g)!.join("-");
}

function requirePerson({ actor }: Context): string {
  if (actor.kind === "user") return actor.userId;
  throw new AppError("forbidden", "Sign in to the portal to change your second factor.");
}

const inUse = (): AppError =>
  new AppError("conflict", "A second factor is in use already. Turn it off first, then set up another one.");
