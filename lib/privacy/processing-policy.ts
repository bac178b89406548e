import { findProcessingFloor, setProcessingFloor } from "@/lib/accounts";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { ProcessingWish } from "@/lib/generations/schema";
import { requirePrivacyAccess } from "./require-privacy-access";

/** The rules that hold for everything the organization sends. Throws `insufficient_scope`. */
export async function getProcessingPolicy(ctx: Context): Promise<ProcessingWish> {
  requirePrivacyAccess(ctx, "see");
  return ProcessingWish.parse((await findProcessingFloor(ctx)).rules);
}

/**
 * Replaces them, from the next submission on; what was sent before keeps the rules it was frozen with. Throws `forbidden`
 * or `insufficient_scope`.
 */
export async function setProcessingPolicy(ctx: Context, policy: ProcessingWish): Promise<ProcessingWish> {
  requirePrivacyAccess(ctx, "change");
  await transaction(ctx, async (tx) => {
    await setProcessingFloor(tx, ctx.organizationId, policy);
    await recordAudit(tx, ctx, {
      action: "processing_policy.set",
      subjectId: ctx.organizationId,
      detail: policy,
    });
  });
  return policy;
}
