import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findRequest, getRequest } from "./get-request";
import { requirePrivacyAccess } from "./require-privacy-access";
import type { DataSubjectRequest } from "./schema";

/**
 * Takes back a request that no worker has begun. Cancelling twice is harmless. Throws `conflict` where it has begun or is
 * done, `not_found`, `forbidden`, `insufficient_scope`.
 */
export async function cancelRequest(ctx: Context, subjectRequestId: string): Promise<DataSubjectRequest> {
  requirePrivacyAccess(ctx, "change");
  await transaction(ctx, async (tx) => {
    const { id } = await findRequest(ctx, subjectRequestId, tx);
    const { count } = await tx.dataSubjectRequest.updateMany({
      where: { id, status: "pending" },
      data: { status: "cancelled", completedAt: clock.now() },
    });
    if (count > 0) await recordAudit(tx, ctx, { action: "data_subject_request.cancel", subjectId: id });
  });
  const request = await getRequest(ctx, subjectRequestId);
  if (request.status === "cancelled") return request;
  throw new AppError(
    "conflict",
    `The request is ${request.status === "completed" ? "done" : "being carried out"} already; it can no longer be cancelled.`,
  );
}
