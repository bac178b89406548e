import { recordAudit, transaction, type Context } from "@/lib/db";
import { forgetSession } from "./find-session";
import { toOrganization, type Organization } from "./record";
import { requireRole } from "./require-role";
import type { UpdateOrganization } from "./schema";

/** Changes the name of the context's organization. Throws `forbidden` for everybody but its owners and admins. */
export async function updateOrganization(ctx: Context, { name }: UpdateOrganization): Promise<Organization> {
  requireRole(ctx, ["owner", "admin"]);
  const { actor, organizationId } = ctx;
  const row = await transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, { action: "organization.update", subjectId: organizationId });
    return tx.organization.update({ where: { id: organizationId }, data: { name } });
  });
  if (actor.kind === "user") forgetSession(actor.sessionId);
  return toOrganization(row);
}
