import { databasePool, sealRow } from "@/lib/db";
import type { LoggedSettings } from "./schema";

/** One call as it is logged. */
export interface RequestRecord {
  id: string;
  organizationId: string;
  apiKeyId: string;
  method: string;
  /** The route's pattern, such as /api/v1/generations/{id}. */
  endpoint: string;
  statusCode: number;
  creditsUsed: number;
  generationId: string | null;
  parameters: LoggedSettings;
  errorCode: string | null;
  ipAddress: string | null;
  userAgent: string | null;
  durationMs: number;
  createdAt: Date;
}

/**
 * Writes a batch in one statement, and counts it into its days. The same rows again change nothing, so a batch may be
 * tried twice.
 */
export async function recordRequests(rows: readonly RequestRecord[]): Promise<void> {
  if (rows.length === 0) return;
  const sealed = await Promise.all(rows.map((row) => sealRow("api_requests", row)));
  await databasePool().query({ name: "record-requests", text: statement, values: [JSON.stringify(sealed)] });
}

/**
 * One parameter whatever the number of rows, so that the statement is always the same. Days are counted in one order, so
 * that two batches at once wait for each other rather than both.
 */
const statement = `
  WITH fresh AS (
    INSERT INTO api_requests (id, organization_id, api_key_id, method, endpoint, status_code, credits_used,
      generation_id, parameters, error_code, ip_address, user_agent, duration_ms, created_at)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id text, "organizationId" text, "apiKeyId" text, method text,
      endpoint text, "statusCode" int, "creditsUsed" int, "generationId" text, parameters jsonb,
      "errorCode" text, "ipAddress" text, "userAgent" text, "durationMs" int, "createdAt" timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING organization_id, created_at, api_key_id, status_code, credits_used
  )
  INSERT INTO usage_days AS known (organization_id, day, api_key_id, status_code, requests, credits)
  SELECT organization_id, (created_at AT TIME ZONE 'UTC')::date, api_key_id, status_code, COUNT(*)::int,
    SUM(credits_used)::int
  FROM fresh GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (organization_id, day, api_key_id, status_code)
  DO UPDATE SET requests = known.requests + EXCLUDED.requests, credits = known.credits + EXCLUDED.credits`;
