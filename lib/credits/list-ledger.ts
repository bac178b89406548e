import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { toLedgerEntry } from "./record";
import type { LedgerPage, ListLedger } from "./schema";

/**
 * The organization's movements, newest first. `after` is the last entry of the page before; one of another organization
 * is `invalid_request`, like one that never was, and like a span that ends before it begins.
 */
export async function listLedger(
  ctx: Context,
  { limit = 20, after, kind, source, generation_id, created_after, created_before }: Partial<ListLedger> = {},
): Promise<LedgerPage> {
  const { organizationId } = ctx;
  if (created_after && created_before && Date.parse(created_after) >= Date.parse(created_before))
    throw new AppError("invalid_request", "created_before must lie behind created_after.", {
      param: "created_before",
    });
  const client = ctx.tx ?? db();
  const cursor = after ? await client.ledgerEntry.findFirst({ where: { id: after, organizationId } }) : null;
  if (after && !cursor)
    throw new AppError("invalid_request", "There is no such entry to continue behind.", { param: "after" });
  const rows = await client.ledgerEntry.findMany({
    where: {
      organizationId,
      kind,
      source,
      generationId: generation_id,
      createdAt: { gte: created_after, lt: created_before },
      ...(cursor && { number: { lt: cursor.number } }),
    },
    orderBy: { number: "desc" },
    take: limit + 1,
  });
  return { object: "list", data: rows.slice(0, limit).map(toLedgerEntry), has_more: rows.length > limit };
}
