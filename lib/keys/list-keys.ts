import { db, type Context } from "@/lib/db";
import { toApiKey } from "./record";
import { requireKeyAccess } from "./require-key-access";
import type { KeyList } from "./schema";

/**
 * The organization's keys, newest first: live and expired ones, and with `revoked` also those that were revoked. Throws
 * `insufficient_scope` for a key without the scope `keys`.
 */
export async function listKeys(
  ctx: Context,
  { revoked = false }: { revoked?: boolean } = {},
): Promise<KeyList> {
  requireKeyAccess(ctx, "see");
  const rows = await (ctx.tx ?? db()).apiKey.findMany({
    where: { organizationId: ctx.organizationId, ...(!revoked && { revokedAt: null }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
  });
  return { object: "list", data: rows.map(toApiKey), has_more: false };
}
