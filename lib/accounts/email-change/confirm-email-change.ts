import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import type { MailLanguage } from "@/lib/email";
import { forgetSession } from "../find-session";
import { limitAddress } from "../limit-address";
import { hashToken } from "../password-reset/request-reset";
import { invalidField } from "../require-new-password";
import type { ConfirmEmailChange } from "../schema";
import { clearFailures } from "../throttle-sign-in";
import { moveToAddress, refuseTaken } from "./move-to-address";
import type { Side } from "./change-token";

interface Confirming {
  /** Where it comes from, such as an IP address. */
  address: string;
  requestId: string;
  /** Who is signed in where the link is opened, if anybody. */
  signedInAs?: string;
  language: MailLanguage;
}

/** Whether the other address is waited for still; where not, the address is changed. */
export interface ConfirmedEmailChange {
  waits_for: Side | null;
}

/**
 * One of the two addresses agrees, by the link of its mail, which opens once and for a day: by the mailbox alone, also where
 * nobody is signed in. With the second one the address changes. Throws `invalid_request` for a link that is used, old or none of ours,
 * `forbidden` where somebody else is signed in, `conflict` where the address was taken meanwhile, and `too_many_attempts`.
 */
export async function confirmEmailChange(
  { token }: ConfirmEmailChange,
  { address, requestId, signedInAs, language }: Confirming,
): Promise<ConfirmedEmailChange> {
  limitAddress(address);
  const digest = hashToken(token);
  const found = await findBy(db(), digest);
  if (!found) throw spent();
  const { id, userId, newEmail } = found;
  if (signedInAs && signedInAs !== userId)
    throw new AppError(
      "forbidden",
      "This link is about another account than the one that is signed in here. Sign out first, or open it in another browser.",
    );
  const ctx: Context = { actor: { kind: "system", name: "email-change" }, organizationId: "", requestId };
  const done = await refuseTaken(
    transaction(ctx, (tx) => confirm(tx, ctx, { digest, userId, language })),
    () => db().emailChange.deleteMany({ where: { id } }),
  );
  done.ended.forEach(forgetSession);
  if (done.waitsFor === null)
    await Promise.all(
      [`email-change:${userId}`, `email-change-to:${newEmail}`, `reset:${newEmail}`].map(clearFailures),
    );
  return { waits_for: done.waitsFor };
}

const findBy = (tx: Tx, digest: string) =>
  tx.emailChange.findFirst({
    where: {
      OR: [
        { oldTokenHash: digest, oldConfirmedAt: null },
        { newTokenHash: digest, newConfirmedAt: null },
      ],
      expiresAt: { gt: clock.now() },
      user: { closedAt: null },
    },
  });

interface Locked {
  digest: string;
  userId: string;
  language: MailLanguage;
}

async function confirm(
  tx: Tx,
  ctx: Context,
  { digest, userId, language }: Locked,
): Promise<{ waitsFor: Side | null; ended: string[] }> {
  // Both links at once come one after the other, and the later one changes the address.
  await tx.$queryRaw(Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`);
  const row = await findBy(tx, digest);
  if (!row) throw spent();
  const side: Side = row.oldTokenHash === digest ? "old" : "new";
  await recordAudit(tx, ctx, { action: "user.confirm_email_change", subjectId: userId, detail: { side } });
  const [confirmed, other] =
    side === "old" ? ([row.newConfirmedAt, "new"] as const) : ([row.oldConfirmedAt, "old"] as const);
  if (!confirmed) {
    const now = clock.now();
    const data = side === "old" ? { oldConfirmedAt: now } : { newConfirmedAt: now };
    await tx.emailChange.update({ where: { id: row.id }, data });
    return { waitsFor: other, ended: [] };
  }
  const { newEmail, sessionId } = row;
  const ended = await moveToAddress(tx, ctx, { userId, newEmail, keepSession: sessionId, language });
  return { waitsFor: null, ended };
}

const spent = (): AppError =>
  invalidField(
    "token",
    "This link was used, was taken back, or is older than a day. Ask for the change once more in the settings.",
  );
