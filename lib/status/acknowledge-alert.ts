import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import type { AlertRef } from "./schema";

/**
 * Takes an alert upon oneself: nobody is told of it any more. Throws `forbidden` for the staff of another desk, `conflict`
 * where somebody else has, or it is over, `not_found`.
 */
export async function acknowledgeAlert(ctx: Context, { id }: AlertRef): Promise<void> {
  requireStaff(ctx);
  await transaction(ctx, async (tx) => {
    const row = await tx.alert.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such alert.");
    requireStaff(ctx, row.desk === "privacy" ? ["privacy"] : ["operator"]);
    const { count } = await tx.alert.updateMany({
      where: { id, acknowledgedAt: null, endedAt: null },
      data: {
        acknowledgedAt: clock.now(),
        acknowledgedBy: ctx.actor.kind === "staff" ? ctx.actor.userId : "operator",
      },
    });
    if (count === 0) throw new AppError("conflict", "This alert is acknowledged already, or over.");
    await recordAudit(tx, { ...ctx, organizationId: "" }, { action: "alert.acknowledge", subjectId: id });
  });
}
