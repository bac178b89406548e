import { emailPerson, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { isOpen } from "./desk";
import type { ExtendRequest } from "./desk-schema";
import { tellOutside } from "./outside-requests/mail-outside";
import { furthestOf } from "./own-requests/record";

/**
 * Takes more time for a request, as the law that its person named lets whoever has many or difficult ones: once, before the
 * first deadline, with a reason that is mailed to whoever asked, and no further than that law says. Throws
 * `invalid_request` beyond that, `conflict` where it is not to be extended, `not_found`.
 */
export async function extendPrivacyRequest(
  ctx: Context,
  { id, reason, due_at }: ExtendRequest,
): Promise<{ due_at: string }> {
  requireStaff(ctx, ["privacy"]);
  return transaction(ctx, async (tx) => {
    const row = await tx.privacyRequest.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such request.");
    const furthest = furthestOf(row);
    if (!furthest) throw new AppError("conflict", "The time of such a request cannot be extended.");
    const now = clock.now();
    const { count } = await tx.privacyRequest.updateMany({
      where: { id, ...isOpen, extendedAt: null, dueAt: { gt: now } },
      data: { extendedAt: now, extensionReason: reason },
    });
    if (count === 0)
      throw new AppError(
        "conflict",
        "Only an open request can be given more time, once, and before its first deadline has passed.",
      );
    const dueAt = due_at ? new Date(due_at) : furthest;
    if (dueAt <= row.dueAt || dueAt > furthest)
      throw new AppError(
        "invalid_request",
        `Name a time after ${row.dueAt.toISOString()}, when it is due now, and not after ${furthest.toISOString()}, as far as the law goes.`,
        { param: "due_at" },
      );
    await tx.privacyRequest.update({ where: { id }, data: { dueAt, alarmedDays: null } });
    const until = dueAt.toISOString();
    await recordAudit(tx, ctx, {
      action: "privacy_request.extend",
      subjectId: id,
      detail: { due_at: until },
    });
    // Whoever asked without signing in hears of it where they asked.
    if (!(await tellOutside(tx, id, "extended")) && row.userId)
      await emailPerson(tx, row.userId, { about: "privacy_request_extended", dueAt: until, reason });
    return { due_at: until };
  });
}
