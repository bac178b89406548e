import { refuseProcessor } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import type { ObjectToChange } from "../processor-change-schema";
import { requirePrivacyAccess } from "../require-privacy-access";
import { isRefusable } from "./list-changes";

/**
 * Writes down that an organization does not want a change. From the day of the change on none of its data goes to that
 * party: what would need it is refused, and sent to nobody else instead. Twice is the same. Throws `forbidden` for who does
 * not decide, `conflict` once the change is in force, `not_found`.
 */
export async function objectToChange(ctx: Context, { id, reason }: ObjectToChange): Promise<void> {
  requirePrivacyAccess(ctx, "change");
  const { organizationId, actor } = ctx;
  const change = await db().processorChange.findFirst({
    where: { id, announcedAt: { not: null }, withdrawnAt: null },
  });
  if (!change?.effectiveAt || actor.kind !== "user")
    throw new AppError("not_found", "There is no such change.");
  const now = clock.now();
  const { processor, effectiveAt, kind } = change;
  if (effectiveAt <= now || kind === "ended")
    throw new AppError(
      "conflict",
      "This change can no longer be objected to. Deny the party in the processing rules instead: that holds at once.",
    );
  await transaction(ctx, async (tx) => {
    const row = { changeId: id, organizationId, userId: actor.userId, reason, objectedAt: now };
    const { count } = await tx.processorObjection.createMany({
      data: [{ id: newId("processorObjection"), ...row }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    if (isRefusable(processor))
      await refuseProcessor(tx, {
        changeId: id,
        organizationId,
        processor,
        fromAt: effectiveAt,
        untilAt: null,
      });
    await recordAudit(tx, ctx, { action: "processor_change.object", subjectId: id, detail: { processor } });
  });
}
