import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { requireStaff } from "./require-staff";

/**
 * Suspends the context's organization, whose keys are then refused, or lifts that. Nothing of it is deleted. Only operators
 * and the system may: throws `forbidden`, and `not_found` for everybody who is no staff or where it does not exist.
 */
export async function setSuspension(ctx: Context, suspended: boolean): Promise<void> {
  requireStaff(ctx, ["operator"]);
  const { organizationId: id } = ctx;
  await transaction(ctx, async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id, suspendedAt: suspended ? null : { not: null } },
      data: { suspendedAt: suspended ? clock.now() : null },
    });
    if (count === 0 && !(await tx.organization.findUnique({ where: { id } })))
      throw new AppError("not_found", "There is no such organization.");
    if (count > 0)
      await recordAudit(tx, ctx, {
        action: suspended ? "organization.suspend" : "organization.restore",
        subjectId: id,
      });
  });
}
