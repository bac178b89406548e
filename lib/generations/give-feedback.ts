import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findRow } from "./get-generation";
import type { Feedback } from "./schema";
import { isFinished } from "./state";

/**
 * Keeps what the caller thinks of a finished generation; the last word stands. Throws `not_found`, or `conflict` while
 * it still runs.
 */
export async function giveFeedback(ctx: Context, id: string, feedback: Feedback): Promise<Feedback> {
  return transaction(ctx, async (tx) => {
    const { status } = await findRow({ ...ctx, tx }, id);
    if (!isFinished(status))
      throw new AppError("conflict", "The generation has not finished. Say what you think once it has.");
    const { rating, comment } = feedback;
    await tx.generation.update({
      where: { id, organizationId: ctx.organizationId },
      data: { feedbackRating: rating, feedbackComment: comment },
    });
    await recordAudit(tx, ctx, { action: "generation.rate", subjectId: id, detail: { rating } });
    return feedback;
  });
}
