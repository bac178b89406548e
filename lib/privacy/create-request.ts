import { createHash, randomUUID } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { hashEndUser } from "@/lib/generations";
import { enqueue } from "@/lib/jobs";
import { sealRecord } from "@/lib/storage";
import { checkWebhookUrl } from "@/lib/webhooks";
import { dueDate } from "./due-date";
import { REQUEST_JOB, requestJobKey } from "./job-names";
import { sealedName, toRequest, withExports, worldOf } from "./request-record";
import { requirePrivacyAccess } from "./require-privacy-access";
import type { CreateDataSubjectRequest, DataSubjectRequest } from "./schema";

/**
 * Takes a request of an end user's that the organization passes on; a worker carries it out. The same id again is the same
 * request, whatever became of it. Throws `conflict` where that id asks for something else, `address_refused` for a callback
 * into a private network, `forbidden`, `insufficient_scope`.
 */
export async function createRequest(
  ctx: Context,
  wish: CreateDataSubjectRequest,
): Promise<DataSubjectRequest> {
  requirePrivacyAccess(ctx, "change");
  if (wish.callback_url) await checkWebhookUrl(wish.callback_url, "callback_url");
  const row = await newRow(ctx, wish);
  const stored = await transaction(ctx, async (tx) => {
    const { count } = await tx.dataSubjectRequest.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) await plan(tx, ctx, row);
    const { organizationId, world, subjectRequestId } = row;
    return tx.dataSubjectRequest.findUniqueOrThrow({
      where: { organizationId_world_subjectRequestId: { organizationId, world, subjectRequestId } },
      include: withExports,
    });
  });
  if (stored.type === row.type && stored.endUserHash === row.endUserHash) return toRequest(stored);
  throw new AppError(
    "conflict",
    "This subject_request_id belongs to another request. Use a new one for each request.",
    { param: "subject_request_id" },
  );
}

async function newRow(ctx: Context, wish: CreateDataSubjectRequest) {
  const { organizationId } = ctx;
  const id = newId("dataSubjectRequest");
  const receivedAt = clock.now();
  const { dueAt, rule } = dueDate(receivedAt);
  const sealed = await sealRecord(sealedName(organizationId, id), Buffer.from(wish.end_user_id));
  return {
    id,
    organizationId,
    world: worldOf(ctx),
    subjectRequestId: wish.subject_request_id ?? uuidOf(ctx.onceId),
    type: wish.type,
    endUserHash: await hashEndUser(organizationId, wish.end_user_id),
    endUserSealed: new Uint8Array(sealed),
    callbackUrl: wish.callback_url ?? null,
    receivedAt,
    dueAt,
    dueRule: rule,
    runsAt: new Date(receivedAt.getTime() + (wish.undo_hours ?? 0) * 3_600_000),
  };
}

/** Those of one organization run one after the other, in the order in which they came. */
async function plan(tx: Tx, ctx: Context, row: Awaited<ReturnType<typeof newRow>>): Promise<void> {
  const { id, organizationId, runsAt, receivedAt, type, subjectRequestId } = row;
  await enqueue(
    tx,
    REQUEST_JOB,
    { requestId: id },
    {
      jobKey: requestJobKey(id),
      queueName: `privacy:${organizationId}`,
      runAt: runsAt > receivedAt ? runsAt : undefined,
    },
  );
  await recordAudit(tx, ctx, {
    action: "data_subject_request.create",
    subjectId: id,
    detail: { type, subject_request_id: subjectRequestId },
  });
}

/** A repeated call (`ctx.onceId`) names the same request. */
function uuidOf(onceId: string | undefined): string {
  if (onceId === undefined) return randomUUID();
  const hex = createHash("sha256").update(onceId).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
