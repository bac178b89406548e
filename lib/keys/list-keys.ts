import { clock } from "@/lib/core/clock";
import { db, type Context, type Prisma } from "@/lib/db";
import { toApiKey, withNetworks } from "./record";
import { requireKeyAccess } from "./require-key-access";
import type { KeyList } from "./schema";

const SHOW_LEAKED_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The organization's keys, newest first: live and expired ones, with `leaked` also those that a leak ended within the last
 * 30 days, so that somebody notices, and with `revoked` all that were revoked. Throws
 * `insufficient_scope` for a key without the scope `keys`.
 */
export async function listKeys(
  ctx: Context,
  { revoked = false, leaked = false }: { revoked?: boolean; leaked?: boolean } = {},
): Promise<KeyList> {
  requireKeyAccess(ctx, "see");
  const since = new Date(clock.now().getTime() - SHOW_LEAKED_MS);
  const shown: Prisma.ApiKeyWhereInput[] = [{ revokedAt: null }];
  if (leaked) shown.push({ exposedBy: "leak", revokedAt: { gt: since } });
  const rows = await (ctx.tx ?? db()).apiKey.findMany({
    where: { organizationId: ctx.organizationId, ...(!revoked && { OR: shown }) },
    include: withNetworks,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
  });
  return { object: "list", data: rows.map((row) => toApiKey(row)), has_more: false };
}
