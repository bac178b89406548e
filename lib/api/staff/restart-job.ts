import { requireStaff } from "@/lib/accounts";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { retryJob } from "@/lib/jobs";

/** Lets a job start anew, and writes down who had it so. Throws like `retryJob`, and `forbidden` for other staff. */
export async function restartJob(ctx: Context, id: string): Promise<void> {
  requireStaff(ctx, ["operator"]);
  // Written first: a restart that nobody is named for must not be.
  await transaction(ctx, (tx) => recordAudit(tx, ctx, { action: "job.retry", subjectId: `job_${id}` }));
  await retryJob(id);
}
