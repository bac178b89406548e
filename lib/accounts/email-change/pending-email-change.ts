import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import type { PendingEmailChange } from "../schema";

/** The address that the acting person waits to have, or null. */
export async function findEmailChange({ actor }: Context): Promise<PendingEmailChange | null> {
  if (actor.kind !== "user") return null;
  const row = await db().emailChange.findUnique({ where: { userId: actor.userId } });
  if (!row || row.expiresAt <= clock.now()) return null;
  return {
    new_email: row.newEmail,
    confirmed: { old: row.oldConfirmedAt !== null, new: row.newConfirmedAt !== null },
    expires_at: row.expiresAt.toISOString(),
  };
}

/** Takes it back: neither link opens anything from then on. Throws `forbidden` for a key, and `not_found` where none waits. */
export async function cancelEmailChange(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to change your address.");
  await transaction(ctx, async (tx) => {
    const { count } = await tx.emailChange.deleteMany({ where: { userId: actor.userId } });
    if (count === 0)
      throw new AppError("not_found", "No change of your address is waiting any more. Load the page anew.");
    await recordAudit(tx, ctx, { action: "user.cancel_email_change", subjectId: actor.userId });
  });
}

/**
 * Whether a mail address was a person's when something was sent to it: what waits for it is theirs, though they sign in with
 * another one by now.
 */
export async function hadAddress(userId: string, email: string, at: Date): Promise<boolean> {
  const former = await db().formerAddress.findMany({ where: { userId, changedAt: { gte: at } } });
  return former.some(({ fromEmail }) => fromEmail === email);
}
