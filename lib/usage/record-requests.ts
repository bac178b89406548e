import { db } from "@/lib/db";

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
  durationMs: number;
  createdAt: Date;
}

/** Writes a batch in one statement. The same rows again change nothing, so a batch may be tried twice. */
export async function recordRequests(rows: readonly RequestRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await db().apiRequest.createMany({ data: [...rows], skipDuplicates: true });
}
