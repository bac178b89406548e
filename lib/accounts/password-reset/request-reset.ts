import { createHash, randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db, emailHash, transaction } from "@/lib/db";
import { canSendEmail, resetLetter, sendEmail } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { RESET_JOB } from "../job-names";
import { limitAddress } from "../limit-address";
import type { RequestReset } from "../schema";
import { countAttempt } from "../throttle-sign-in";

const LINK_MS = 60 * 60 * 1000;

/**
 * Has a link mailed by which a new password can be set, where the address has an account: whether it has is told by
 * neither answer nor time, for the same is done either way, and the worker finds out. Throws `too_many_attempts` after
 * five in a row for one address, or 20 a minute from one place.
 */
export async function requestReset({ email }: RequestReset, address: string): Promise<void> {
  limitAddress(address);
  await countAttempt(`reset:${email}`);
  const user = await db().user.findUnique({ where: { emailHash: emailHash(email) }, select: { id: true } });
  if (!canSendEmail()) return;
  await transaction(undefined, (tx) => enqueue(tx, RESET_JOB, { userId: user?.id ?? null }));
}

/** What the worker does of it. The link exists from here on, in the mail alone; of the secret in it a digest is kept. */
export async function mailReset(userId: string | null, mailId: string): Promise<void> {
  const user = userId === null ? null : await db().user.findUnique({ where: { id: userId } });
  if (!user || user.closedAt) return;
  const token = randomBytes(32).toString("base64url");
  const now = clock.now();
  await transaction(undefined, async (tx) => {
    // An older link ends with the newer one.
    await tx.passwordReset.deleteMany({ where: { userId: user.id } });
    const expiresAt = new Date(now.getTime() + LINK_MS);
    await tx.passwordReset.create({
      data: { tokenHash: hashToken(token), userId: user.id, createdAt: now, expiresAt },
    });
  });
  // Behind the hash sign, which browsers keep to themselves: no log and no other page reads it.
  const link = `${env().publicUrl}/reset-password#${token}`;
  await sendEmail({ to: user.email, id: mailId, ...resetLetter(link) });
}

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
