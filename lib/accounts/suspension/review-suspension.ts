import type { z } from "zod";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { emailOwners } from "../email-owners";
import { forgetSession } from "../find-session";
import { toOrganization, type Organization } from "../record";
import { requireRole } from "../require-role";
import { requireStaff } from "../require-staff";
import type { AskForReview, DecideReview } from "../schema";
import { lifted } from "./suspend-organization";

/**
 * Asks that somebody else of the staff looks at the suspension. Throws `forbidden` for others than owners and admins, and
 * `conflict` where nothing is suspended or a review is asked for already.
 */
export async function askForReview(ctx: Context, { statement }: z.infer<typeof AskForReview>): Promise<void> {
  requireRole(ctx, ["owner", "admin"]);
  const { organizationId: id } = ctx;
  await transaction(ctx, async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id, suspendedAt: { not: null }, reviewAskedAt: null },
      data: { reviewAskedAt: clock.now(), reviewStatement: statement },
    });
    if (count === 0)
      throw new AppError("conflict", "Nothing is suspended here, or a review has been asked for already.");
    await recordAudit(tx, ctx, { action: "organization.ask_for_review", subjectId: id });
  });
  // The notice reads it from the session, and is drawn anew at once.
  if (ctx.actor.kind === "user") forgetSession(ctx.actor.sessionId);
}

/**
 * Decides on a review; the owners are told what and why. Throws `forbidden` for whoever suspended it, `conflict` where no
 * review is asked for, and as `suspendOrganization` for who is no operator.
 */
export async function decideReview(
  ctx: Context,
  { decision, reason }: z.infer<typeof DecideReview>,
): Promise<void> {
  requireStaff(ctx, ["operator"]);
  const { organizationId: id, actor } = ctx;
  await transaction(ctx, async (tx) => {
    const row = await tx.organization.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such organization.");
    if (actor.kind === "staff" && actor.userId === row.suspendedBy)
      throw new AppError("forbidden", "You suspended it yourself. Another operator decides on the review.");
    const { count } = await tx.organization.updateMany({
      where: { id, reviewAskedAt: { not: null } },
      data:
        decision === "lift"
          ? lifted
          : { reviewAskedAt: null, reviewStatement: null, suspensionReason: reason },
    });
    if (count === 0) throw new AppError("conflict", "No review is asked for, or it was decided just now.");
    const { name: organization } = row;
    if (decision === "lift") {
      await recordAudit(tx, ctx, { action: "organization.restore", subjectId: id });
      await emailOwners(tx, ctx, { about: "suspension_lifted", organization });
    } else {
      await recordAudit(tx, ctx, { action: "organization.keep_suspended", subjectId: id });
      await emailOwners(tx, ctx, { about: "suspension_kept", organization, reason });
    }
  });
}

/** A suspension as the staff see it. */
export interface Suspension {
  reason: string;
  /** What its owners say, where they asked for a review. */
  statement: string | null;
  /** Whether whoever looks suspended it, and so does not decide on the review. */
  own: boolean;
}

/**
 * The context's organization and, where it is suspended, what the staff knows of that. Throws `not_found` where it is gone,
 * and for everybody else.
 */
export async function getOrganizationForStaff(
  ctx: Context,
): Promise<{ organization: Organization; suspension: Suspension | null }> {
  requireStaff(ctx);
  const row = await db().organization.findUnique({ where: { id: ctx.organizationId } });
  if (!row) throw new AppError("not_found", "There is no such organization.");
  const own = ctx.actor.kind === "staff" && ctx.actor.userId === row.suspendedBy;
  const { suspendedAt, suspensionReason, reviewStatement: statement } = row;
  return {
    organization: toOrganization(row),
    suspension: suspendedAt && { reason: suspensionReason ?? "", statement, own },
  };
}
