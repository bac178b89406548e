import type { z } from "zod";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { emailOwners } from "../email-owners";
import { requireStaff } from "../require-staff";
import type { SuspendOrganization } from "../schema";

/**
 * Suspends the context's organization: its keys are refused, its people look and make nothing, and nothing is deleted. Its
 * owners are told why. Once only where it is suspended already. Throws `forbidden` for staff who are no operators, and
 * `not_found` for everybody else or where it does not exist.
 */
export async function suspendOrganization(
  ctx: Context,
  { reason }: z.infer<typeof SuspendOrganization>,
): Promise<void> {
  requireStaff(ctx, ["operator"]);
  const { organizationId: id, actor } = ctx;
  await transaction(ctx, async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id, suspendedAt: null },
      data: {
        suspendedAt: clock.now(),
        suspensionReason: reason,
        suspendedBy: actor.kind === "staff" ? actor.userId : null,
      },
    });
    const row = await tx.organization.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such organization.");
    if (count === 0) return;
    await recordAudit(tx, ctx, { action: "organization.suspend", subjectId: id });
    await emailOwners(tx, ctx, { about: "organization_suspended", organization: row.name, reason });
  });
}

/** Lifts it, for whatever reason; once. Throws as {@link suspendOrganization}. */
export async function liftSuspension(ctx: Context): Promise<void> {
  requireStaff(ctx, ["operator"]);
  const { organizationId: id } = ctx;
  await transaction(ctx, async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id, suspendedAt: { not: null } },
      data: lifted,
    });
    const row = await tx.organization.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such organization.");
    if (count === 0) return;
    await recordAudit(tx, ctx, { action: "organization.restore", subjectId: id });
    await emailOwners(tx, ctx, { about: "suspension_lifted", organization: row.name });
  });
}

/** What an organization bears that is not suspended. */
export const lifted = {
  suspendedAt: null,
  suspensionReason: null,
  suspendedBy: null,
  reviewAskedAt: null,
  reviewStatement: null,
};
