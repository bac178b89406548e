import { getBalance } from "@/lib/credits";
import type { Context } from "@/lib/db";
import { keyUsage, listRequests, type LoggedRequest } from "@/lib/usage";
import { AppError } from "@/lib/core/errors";
import { flushRequestLog } from "../request-log";
import type { WireUsage } from "./schema";

const RECENT = 20;

/** What the calling key has done, its latest calls included. */
export async function readUsage(ctx: Context): Promise<WireUsage> {
  const { actor } = ctx;
  if (actor.kind !== "key")
    throw new AppError("forbidden", "This call tells of the key that it is made with.");
  await flushRequestLog();
  const [usage, recent, balance] = await Promise.all([
    keyUsage(actor.keyId),
    listRequests(ctx, { limit: RECENT, key_id: actor.keyId }),
    getBalance(ctx.organizationId),
  ]);
  const lastUsed = usage.lastUsedAt?.toISOString() ?? null;
  const key = {
    name: actor.keyName,
    total_requests: usage.requests,
    credits_used: usage.creditsUsed,
    last_used: lastUsed,
    totalRequests: usage.requests,
    creditsUsed: usage.creditsUsed,
    lastUsed,
  };
  const requests = recent.data.map(toRequest);
  return {
    api_key: key,
    apiKey: key,
    user: { credits_remaining: balance, creditsRemaining: balance },
    recent_requests: requests,
    recentRequests: requests,
  };
}

function toRequest(row: LoggedRequest): WireUsage["recent_requests"][number] {
  return {
    endpoint: row.endpoint,
    method: row.method,
    status_code: row.status_code,
    credits_used: row.credits_used,
    generation_uid: row.generation_id,
    timestamp: row.created_at,
    statusCode: row.status_code,
    creditsUsed: row.credits_used,
    generationUid: row.generation_id,
  };
}
