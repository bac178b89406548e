import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { db, emailHash, type Prisma, transaction, type Tx } from "@/lib/db";
import { sendEmail, signUpLetter, takenLetter } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { checkNewPassword } from "../check-new-password";
import type { NewUser } from "../create-user";
import { hashPassword } from "../hash-password";
import { SIGN_UP_JOB } from "../job-names";
import { hashToken } from "../password-reset/request-reset";
import { countAttempt } from "../throttle-sign-in";

const LINK_MS = 24 * 60 * 60 * 1000;

/** What an account is made of, once the address is known to be the person's own. */
export interface PlannedSignUp extends NewUser {
  name: string;
  password: string;
  accepted: Prisma.InputJsonValue;
}

/**
 * Keeps a sign-up until its mail is answered. For an address that has an account already the same is done, to the last
 * statement: only the mail is another, so that nobody but its owner learns of it. `check` runs in the same transaction.
 * Throws `invalid_request` for a weak password, and `too_many_attempts` after five for one address.
 */
export async function planSignUp(
  { email, name, organizationName, password, accepted }: PlannedSignUp,
  check: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  checkNewPassword(password, [email, name]);
  await countAttempt(`sign-up:${email}`);
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  const id = newId("signUp");
  await transaction(undefined, async (tx) => {
    await check(tx);
    const expiresAt = new Date(now.getTime() + LINK_MS);
    const row = { id, email, name, organizationName, passwordHash, accepted, createdAt: now, expiresAt };
    await tx.pendingSignUp.create({ data: row });
    await enqueue(tx, SIGN_UP_JOB, { id });
  });
}

/** What the worker does of it. The link exists from here on, in the mail alone. */
export async function mailSignUp(id: string, mailId: string): Promise<void> {
  const row = await db().pendingSignUp.findUnique({ where: { id } });
  if (!row) return;
  const { publicUrl } = env();
  if ((await db().user.count({ where: { emailHash: emailHash(row.email) } })) > 0) {
    await sendEmail({ to: row.email, id: mailId, ...takenLetter(publicUrl) });
    await db().pendingSignUp.deleteMany({ where: { id } });
    return;
  }
  const token = randomBytes(32).toString("base64url");
  await db().pendingSignUp.update({ where: { id }, data: { tokenHash: hashToken(token) } });
  // Behind the hash sign, which browsers keep to themselves: no log and no other page reads it.
  await sendEmail({ to: row.email, id: mailId, ...signUpLetter(`${publicUrl}/confirm-sign-up#${token}`) });
}
