import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Context, emailHash, recordAudit, transaction, type Tx } from "@/lib/db";
import { canSendEmail, carryMailPreferences, type MailLanguage } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { forgetSession } from "../find-session";
import { ADDRESS_CHANGED_JOB, ADDRESS_NOTICE_JOB } from "../job-names";
import { Email } from "../schema";

/** A day and a half with an outside party away. */
const ATTEMPTS = 15;

interface Move {
  userId: string;
  newEmail: string;
  /** The session that goes on; every other one of the person ends. */
  keepSession?: string;
  language: MailLanguage;
}

/**
 * Puts a person to another address, with all that goes by it: links that were mailed to the former one open nothing more, what they
 * want to be mailed is kept, and other rooms, and the former address, are told once it commits. Returns the sessions that
 * end, for {@link forgetSession} after the commit. To be called within {@link refuseTaken}.
 */
export async function moveToAddress(
  tx: Tx,
  ctx: Context,
  { userId, newEmail, keepSession, language }: Move,
): Promise<string[]> {
  const { email: fromEmail } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  if ((await tx.user.count({ where: { emailHash: emailHash(newEmail) } })) > 0) throw taken();
  await tx.user.update({ where: { id: userId }, data: { email: newEmail } });
  await tx.emailChange.deleteMany({ where: { userId } });
  await tx.passwordReset.deleteMany({ where: { userId } });
  const changedAt = clock.now();
  const live = { userId, revokedAt: null, id: { not: keepSession } };
  const sessions = await tx.session.findMany({ where: live, select: { id: true } });
  await tx.session.updateMany({ where: live, data: { revokedAt: changedAt } });
  const id = newId("formerAddress");
  await tx.formerAddress.create({ data: { id, userId, fromEmail, toEmail: newEmail, changedAt } });
  await carryMailPreferences(tx, fromEmail, newEmail);
  await recordAudit(tx, ctx, { action: "user.change_email", subjectId: userId });
  await enqueue(tx, ADDRESS_CHANGED_JOB, { id }, { maxAttempts: ATTEMPTS });
  if (canSendEmail()) await enqueue(tx, ADDRESS_NOTICE_JOB, { id, language }, { maxAttempts: ATTEMPTS });
  return [...sessions.map((session) => session.id), ...(keepSession ? [keepSession] : [])];
}

/**
 * For the operator, where a person has lost the mailbox and has shown in another way who they are: every session ends. Throws
 * `invalid_request` for what is no address, and `conflict` for one that has an account.
 */
export async function setEmail(ctx: Context, userId: string, given: string): Promise<{ email: string }> {
  const parsed = Email.safeParse(given);
  if (!parsed.success) throw new AppError("invalid_request", parsed.error.issues[0].message);
  const newEmail = parsed.data;
  const ended = await refuseTaken(
    transaction(ctx, (tx) => moveToAddress(tx, ctx, { userId, newEmail, language: "en" })),
  );
  ended.forEach(forgetSession);
  return { email: newEmail };
}

/** Says so where somebody else came to have the address, also in the very moment. */
export async function refuseTaken<T>(
  moving: Promise<T>,
  onTaken: () => Promise<unknown> = () => Promise.resolve(),
): Promise<T> {
  try {
    return await moving;
  } catch (error) {
    const isTaken = error instanceof AddressTaken || (error as { code?: string }).code === "P2002";
    if (!isTaken) throw error;
    await onTaken();
    throw new AppError(
      "conflict",
      "This change cannot be made any more, and nothing was changed. Ask for it once more in the settings, or with another address.",
    );
  }
}

class AddressTaken extends Error {}
const taken = (): AddressTaken => new AddressTaken("the address has an account");
