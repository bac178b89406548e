import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { canSendEmail } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { TRANSFER_NOTICE_JOB } from "../job-names";
import type { TransferBusiness } from "../transfer-schema";
import { requireWindow } from "./plan-transfer";

/**
 * Announces a transfer: everybody with an account is mailed, once. Throws `invalid_request` where the day is nearer than
 * thirty days, and `conflict` where one is announced already or no mail goes out from here: nobody would be told.
 */
export async function announceTransfer(ctx: Context, wish: TransferBusiness): Promise<{ id: string }> {
  requireStaff(ctx, ["privacy"]);
  requireWindow(wish);
  if (!canSendEmail())
    throw new AppError("conflict", "No mail server is set, so nobody would be told. Set SMTP_URL first.");
  const id = newId("businessTransfer");
  const now = clock.now();
  const effectiveAt = new Date(wish.effective_at);
  await transaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('business_transfers'))::text`;
    if ((await tx.businessTransfer.count({ where: { effectiveAt: { gt: now } } })) > 0)
      throw new AppError("conflict", "A transfer is announced already, and everybody is told of that one.");
    const createdBy = ctx.actor.kind === "staff" ? ctx.actor.userId : "operator";
    const { recipient, summary } = wish;
    await tx.businessTransfer.create({
      data: { id, recipient, summary, announcedAt: now, effectiveAt, createdBy },
    });
    await enqueue(tx, TRANSFER_NOTICE_JOB, { id }, { jobKey: `${TRANSFER_NOTICE_JOB}:${id}` });
    await recordAudit(
      tx,
      { ...ctx, organizationId: "" },
      { action: "business_transfer.announce", subjectId: id },
    );
  });
  return { id };
}
