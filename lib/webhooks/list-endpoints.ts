import { db, type Context } from "@/lib/db";
import { toEndpoint } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { EndpointList } from "./schema";

/** The organization's endpoints, newest first. Throws `insufficient_scope` for a key without the scope `webhooks`. */
export async function listEndpoints(ctx: Context): Promise<EndpointList> {
  requireWebhookAccess(ctx, "see");
  const rows = await db().webhookEndpoint.findMany({
    where: { organizationId: ctx.organizationId, adHoc: false },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return { object: "list", data: rows.map(toEndpoint), has_more: false };
}
