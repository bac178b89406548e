import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { db, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { eraseEndUser, liftRestriction, restrictEndUser } from "@/lib/generations";
import { enqueue } from "@/lib/jobs";
import { recordEvent } from "@/lib/webhooks";
import { recordErasures } from "./erasure-ledger";
import { exportEndUser } from "./export-end-user";
import { CALLBACK_JOB, CALLBACK_TRIES, REQUEST_JOB, requestJobKey } from "./job-names";
import { scopeOf, tellOf, withExports, type RequestRow } from "./request-record";
import type { RequestType } from "./schema";

/**
 * Job body: carries a request out. Whatever it has done is written down on the way, so that a worker that takes over from
 * a killed one goes on from there; one that was overtaken stops at its next step.
 */
export async function runRequest(id: string, signal: AbortSignal): Promise<void> {
  const row = await take(id);
  if (!row) return;
  const step = async (items: number): Promise<void> => {
    signal.throwIfAborted();
    await note(row, { items: { increment: items } });
  };
  try {
    await carryOut[row.type as RequestType](row, step, signal);
    await finish(row);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
}

/** Tried too often: it is a duty with a date, so it is told of and tried again an hour later. */
export async function postponeRequest(id: string): Promise<void> {
  const row = await db().dataSubjectRequest.findUnique({ where: { id } });
  if (!row || row.status === "completed" || row.status === "cancelled") return;
  log.error("a data-subject request could not be carried out yet", {
    request: id,
    due: row.dueAt.toISOString(),
  });
  const runAt = new Date(Date.now() + 3_600_000);
  const queueName = `privacy:${row.organizationId}`;
  await transaction(undefined, (tx) =>
    enqueue(tx, REQUEST_JOB, { requestId: id }, { jobKey: requestJobKey(id), queueName, runAt }),
  );
}

/** Another worker took it meanwhile. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

type CarryOut = (
  row: RequestRow,
  step: (items: number) => Promise<void>,
  signal: AbortSignal,
) => Promise<void>;

const pack: CarryOut = (row, _step, signal) => exportEndUser(row, (data, tx) => note(row, data, tx), signal);

const carryOut: Record<RequestType, CarryOut> = {
  access: pack,
  portability: pack,
  erasure: async (row, step) => {
    const { hash: subjectId, organizationId, test } = scopeOf(row);
    await recordErasures(row.id, [{ kind: "end_user", subjectId, organizationId, test }]);
    const erased = eraseEndUser(scopeOf(row));
    while (!(await erased.next()).done) await step(1);
  },
  restriction: async (row, step) => step(await restrictEndUser(scopeOf(row))),
  lift_restriction: async (row, step) => step(await liftRestriction(scopeOf(row))),
};

async function take(id: string): Promise<RequestRow | null> {
  const { count } = await db().dataSubjectRequest.updateMany({
    where: { id, status: { in: ["pending", "in_progress"] } },
    data: { status: "in_progress", attempt: { increment: 1 } },
  });
  return count === 0 ? null : db().dataSubjectRequest.findUnique({ where: { id }, include: withExports });
}

export type Noted = Parameters<ReturnType<typeof db>["dataSubjectRequest"]["updateMany"]>[0]["data"];

/** Throws {@link Overtaken} where this attempt is no longer the newest. */
async function note({ id, attempt }: RequestRow, data: Noted, tx: Tx = db()): Promise<void> {
  const where = { id, attempt, status: "in_progress" as const };
  const { count } = await tx.dataSubjectRequest.updateMany({ where, data });
  if (count === 0) throw new Overtaken();
}

/** Of an erased person not even the sealed name stays with the request. */
async function finish(row: RequestRow): Promise<void> {
  const { id, attempt, organizationId, type } = row;
  const completedAt = clock.now();
  const ctx: Context = { actor: { kind: "system", name: "worker" }, organizationId, requestId: id };
  await transaction(undefined, async (tx) => {
    const { count } = await tx.dataSubjectRequest.updateMany({
      where: { id, attempt, status: "in_progress" },
      data: { status: "completed", completedAt, ...(type === "erasure" && { endUserSealed: null }) },
    });
    if (count === 0) throw new Overtaken();
    const done = await tx.dataSubjectRequest.findUniqueOrThrow({ where: { id } });
    await recordAudit(tx, ctx, {
      action: "data_subject_request.complete",
      subjectId: id,
      detail: { type, items: done.items },
    });
    await recordEvent(tx, ctx, {
      type: "data_subject_request.completed",
      subjectId: done.subjectRequestId,
      data: tellOf(done),
    });
    const jobKey = `${CALLBACK_JOB}:${id}`;
    if (row.callbackUrl)
      await enqueue(tx, CALLBACK_JOB, { requestId: id }, { jobKey, maxAttempts: CALLBACK_TRIES });
  });
}
