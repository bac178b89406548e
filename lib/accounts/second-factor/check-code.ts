import { createHash } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { clock } from "@/lib/core/clock";
import type { AppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import { openOwnSecret } from "@/lib/storage";
import { invalidField } from "../require-new-password";
import { clearFailures, countAttempt } from "../throttle-sign-in";

export const CODE_SECONDS = 30;
const SEED_BYTES = 20;

/** Whether a sign-in of the person needs a code. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  return (await db().secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/**
 * Whether a code is the authenticator's of this very half minute, or one of the recovery codes. Either opens once, however
 * many send it at the same time. Guesses are counted for each person like those of a password: throws
 * `too_many_attempts` from the sixth in a row on.
 */
export async function checkCode(userId: string, given: string): Promise<boolean> {
  const counted = `second-factor:${userId}`;
  await countAttempt(counted);
  const code = given.replace(/[\s-]/g, "");
  const right = /^\d{6}$/.test(code) ? await takeCode(userId, code) : await takeRecoveryCode(userId, code);
  if (right) await clearFailures(counted);
  return right;
}

/** A code of the authenticator alone, also while it is only being set up. */
export async function takeCode(userId: string, code: string): Promise<boolean> {
  const row = await db().secondFactor.findUnique({ where: { userId } });
  if (!row) return false;
  const now = clock.now().getTime();
  const authenticator = toAuthenticator(await openOwnSecret(purposeOf(userId), row.sealedSecret));
  if (authenticator.validate({ token: code, timestamp: now, window: 0 }) === null) return false;
  const step = Math.floor(now / 1000 / CODE_SECONDS);
  // In one statement, so that of many with the same code one is right.
  const { count } = await db().secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

async function takeRecoveryCode(userId: string, code: string): Promise<boolean> {
  const { count } = await db().recoveryCode.deleteMany({ where: { userId, codeHash: hashCode(code) } });
  return count === 1;
}

export const wrongCode = (): AppError =>
  invalidField("code", "This code is wrong, was used, or is of another half minute. Take the next one.");

/** Of 120 random bits: a digest that is quick to compute cannot be turned back either. */
export const hashCode = (code: string): string =>
  createHash("sha256").update(code.toUpperCase()).digest("hex");

export const purposeOf = (userId: string): string => `second-factor:${userId}`;

/** What is sealed has 32 bytes; authenticators are best served by 20. */
export const toAuthenticator = (sealed: Buffer, label = "PrintPal"): TOTP =>
  new TOTP({
    issuer: "PrintPal",
    label,
    period: CODE_SECONDS,
    digits: 6,
    algorithm: "SHA1",
    secret: new Secret({ buffer: new Uint8Array(sealed.subarray(0, SEED_BYTES)).buffer }),
  });
