import { AppError } from "@/lib/core/errors";
import { beyondCursor, db, type Context, type Prisma } from "@/lib/db";
import type { ListRequests, LoggedRequest, LoggedSettings, RequestPage } from "./schema";

type Row = Prisma.ApiRequestGetPayload<object>;

/**
 * The organization's calls, newest first, by keyset. Throws `invalid_request` for a cursor that is not one of them, and for
 * a period that ends before it begins.
 */
export async function listRequests(
  ctx: Context,
  { limit = 20, after, ...wanted }: Partial<ListRequests> = {},
): Promise<RequestPage> {
  const { organizationId } = ctx;
  const cursor = after ? await findCursor(organizationId, after) : null;
  const rows = await db().apiRequest.findMany({
    where: {
      organizationId,
      ...filters(wanted),
      ...(wanted.project_id && { AND: await ofProject(organizationId, wanted.project_id) }),
      ...(cursor && beyondCursor(cursor)),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  return { object: "list", data: rows.slice(0, limit).map(toLoggedRequest), has_more: rows.length > limit };
}

function filters(wanted: Partial<ListRequests>): Prisma.ApiRequestWhereInput {
  const { key_id, method, endpoint, status, generation_id, created_after, created_before } = wanted;
  if (created_after && created_before && new Date(created_after) >= new Date(created_before)) {
    const message = "created_after must lie before created_before.";
    throw new AppError("invalid_request", message, {
      param: "created_after",
      errors: { created_after: [message] },
    });
  }
  return {
    apiKeyId: key_id,
    method,
    endpoint,
    statusCode: status === undefined ? undefined : statusRange(status),
    generationId: generation_id,
    createdAt: { gte: created_after, lt: created_before },
  };
}

/** A call is logged with its key alone: those of the keys that belong to the project now. */
async function ofProject(organizationId: string, projectId: string): Promise<Prisma.ApiRequestWhereInput> {
  const keys = await db().apiKey.findMany({ where: { organizationId, projectId }, select: { id: true } });
  return { apiKeyId: { in: keys.map(({ id }) => id) } };
}

/** `402`, or all of a class such as `4xx`. */
function statusRange(status: string): number | Prisma.IntFilter {
  const hundred = Number(status[0]) * 100;
  return status.endsWith("xx") ? { gte: hundred, lt: hundred + 100 } : Number(status);
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
    parameters: row.parameters as LoggedSettings,
    status_code: row.statusCode,
    error_code: row.errorCode,
    credits_used: row.creditsUsed,
    generation_id: row.generationId,
    key_id: row.apiKeyId,
    duration_ms: row.durationMs,
    created_at: row.createdAt.toISOString(),
  };
}
