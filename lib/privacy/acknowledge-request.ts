import { requireStaff } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { isOpen } from "./desk";
import type { AcknowledgeRequest } from "./desk-schema";
import { tellOutside } from "./outside-requests/mail-outside";

/**
 * Has whoever asked without signing in told once more that their request has come, where no mail server took that mail.
 * Throws `conflict` where they know it, `not_found`.
 */
export async function acknowledgeRequest(ctx: Context, { id }: AcknowledgeRequest): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  await transaction(ctx, async (tx) => {
    const row = await tx.privacyRequest.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such request.");
    const unknown = await tx.privacyRequest.count({ where: { id, ...isOpen, acknowledgedAt: null } });
    if (unknown === 0 || !(await tellOutside(tx, id, "received")))
      throw new AppError("conflict", "Whoever asked for this knows already that it has come.");
    await recordAudit(tx, ctx, { action: "privacy_request.acknowledge", subjectId: id });
  });
}
