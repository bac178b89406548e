import { AppError } from "@/lib/core/errors";
import { db, type Context, type Prisma } from "@/lib/db";
import type { ListRequests, LoggedRequest, RequestPage } from "./schema";

type Row = Prisma.ApiRequestGetPayload<object>;

/** The organization's calls, newest first, by keyset. Throws `invalid_request` for a cursor that is not one of them. */
export async function listRequests(
  ctx: Context,
  { limit = 20, after, key_id }: Partial<ListRequests> = {},
): Promise<RequestPage> {
  const { organizationId } = ctx;
  const cursor = after ? await findCursor(organizationId, after) : null;
  const rows = await db().apiRequest.findMany({
    where: {
      organizationId,
      apiKeyId: key_id,
      ...(cursor && {
        OR: [{ createdAt: { lt: cursor.createdAt } }, { createdAt: cursor.createdAt, id: { lt: cursor.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  return { object: "list", data: rows.slice(0, limit).map(toLoggedRequest), has_more: rows.length > limit };
}

async function findCursor(organizationId: string, id: string): Promise<Row> {
  const row = await db().apiRequest.findFirst({ where: { id, organizationId } });
  if (row) return row;
  const message = "There is no such request to continue behind.";
  throw new AppError("invalid_request", message, { param: "after", errors: { after: [message] } });
}

function toLoggedRequest(row: Row): LoggedRequest {
  return {
    id: row.id,
    object: "request",
    method: row.method,
    endpoint: row.endpoint,
    status_code: row.statusCode,
    credits_used: row.creditsUsed,
    generation_id: row.generationId,
    key_id: row.apiKeyId,
    duration_ms: row.durationMs,
    created_at: row.createdAt.toISOString(),
  };
}
