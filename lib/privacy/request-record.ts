import type { Context, Prisma } from "@/lib/db";
import type { EndUserScope } from "@/lib/generations";
import { openRecord, signLink } from "@/lib/storage";
import type { Callback } from "@/lib/webhooks";
import type { DataSubjectRequest } from "./schema";

export type RequestRow = Prisma.DataSubjectRequestGetPayload<{ include: { exports: true } }>;

/** What a request is read with. */
export const withExports = { exports: { orderBy: { number: "asc" } } } as const;

/** The world that a caller acts in: that of its key, or both. */
export const worldOf = ({ actor }: Context): "live" | "test" | "all" =>
  actor.kind !== "key" ? "all" : actor.test ? "test" : "live";

/** Requests that a caller may see: its organization's, and for a key its world's and those of people. */
export const visibleTo = (ctx: Context) => ({
  organizationId: ctx.organizationId,
  ...(ctx.actor.kind === "key" && { world: { in: [worldOf(ctx), "all"] } }),
});

/** Whom a request is about. */
export const scopeOf = ({ organizationId, endUserHash, world }: RequestRow): EndUserScope => ({
  organizationId,
  hash: endUserHash,
  test: world === "all" ? undefined : world === "test",
});

export const sealedName = (organizationId: string, id: string) => ({
  organizationId,
  name: `data-subject-request:${id}`,
});

/** A signed address outlives the export, so that whoever comes late hears that it is gone. */
const LINK_DAYS_BEYOND = 30;

/** Row → resource, with the end user's name opened and the exports' addresses signed. */
export async function toRequest(row: RequestRow): Promise<DataSubjectRequest> {
  return {
    id: row.subjectRequestId,
    object: "data_subject_request",
    type: row.type as DataSubjectRequest["type"],
    end_user_id: await openEndUserId(row),
    status: row.status,
    received_time: row.receivedAt.toISOString(),
    expected_completion_time: row.dueAt.toISOString(),
    due_rule: row.dueRule as DataSubjectRequest["due_rule"],
    starts_at: row.runsAt.toISOString(),
    completed_time: row.completedAt?.toISOString() ?? null,
    items: row.items,
    // What is not done yet may still be packed anew.
    exports: row.status === "completed" ? row.exports.map(toExport) : [],
    callback_url: row.callbackUrl,
    called_back_at: row.calledBackAt?.toISOString() ?? null,
    callback: row.callbackUrl === null ? null : toCallback(row),
  };
}

export async function openEndUserId(row: RequestRow): Promise<string | null> {
  if (!row.endUserSealed) return null;
  const sealed = Buffer.from(row.endUserSealed);
  return (await openRecord(sealedName(row.organizationId, row.id), sealed)).toString();
}

const toCallback = (row: RequestRow): Callback => ({
  event_type: "data_subject_request.completed",
  status: row.calledBackAt ? "delivered" : row.callbackFailedAt ? "failed" : "pending",
  attempts: row.callbackAttempts,
  last_error: row.callbackError,
  delivered_at: row.calledBackAt?.toISOString() ?? null,
});

function toExport(file: RequestRow["exports"][number]): DataSubjectRequest["exports"][number] {
  const expiresInSeconds = LINK_DAYS_BEYOND * 86_400;
  return {
    url: signLink(`/api/v1/data-exports/${file.id}`, { expiresInSeconds }),
    size_bytes: Number(file.sizeBytes),
    sha256: file.sha256,
    downloads_left: file.downloadsLeft,
    expires_at: file.expiresAt.toISOString(),
  };
}

/** What events and callbacks tell of a request: nothing of the person. */
export const tellOf = (row: Prisma.DataSubjectRequestModel): Prisma.InputJsonObject => ({
  id: row.subjectRequestId,
  object: "data_subject_request",
  type: row.type,
  status: row.status,
  items: row.items,
  received_time: row.receivedAt.toISOString(),
  expected_completion_time: row.dueAt.toISOString(),
  completed_time: row.completedAt?.toISOString() ?? null,
});
