import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newIdDigits } from "@/lib/core/ids";
import type { RetentionRule } from "@/lib/core/retention";
import { db, Prisma, rowRule } from "@/lib/db";
import { openRecord, sealRecord, type RecordName } from "@/lib/storage";

/** A call under an Idempotency-Key. */
export interface IdempotentCall {
  organizationId: string;
  test: boolean;
  key: string;
  fingerprint: string;
  requestId: string;
}

export interface KeptAnswer {
  status: number;
  contentType: string;
  body: string;
}

const KEPT_MS = 24 * 60 * 60 * 1000;
/** How long a call may be worked on before a repetition takes its place: its process has died, or will be too late. */
const LOCK_MS = 60_000;

/**
 * Makes the call this request's, and returns the digits that every attempt shares; or, where it was answered before, the
 * answer. Throws `idempotency_in_flight` while another request works on it, and `idempotency_mismatch` where the key
 * stands for another call.
 */
export async function claimCall(call: IdempotentCall): Promise<{ onceId: string } | KeptAnswer> {
  const now = clock.now();
  for (;;) {
    const claimed = await tryClaim(call, now);
    if (claimed) return claimed;
    const where = { organizationId_test_keyHash: identify(call) };
    const known = await db().idempotentCall.findUnique({ where });
    // Given up by the other request in between.
    if (!known) continue;
    if (known.fingerprint !== call.fingerprint) throw mismatch();
    if (known.status === null || !known.answer) throw inFlight();
    const body = await openRecord(recordName(call, known.requestId), Buffer.from(known.answer));
    return { status: known.status, contentType: known.contentType ?? "", body: body.toString() };
  }
}

/** In one statement, so that of many at once exactly one gets it. */
async function tryClaim(call: IdempotentCall, now: Date): Promise<{ onceId: string } | undefined> {
  const { organizationId, test, keyHash } = identify(call);
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const until = (ms: number) => Prisma.sql`${new Date(now.getTime() + ms).toISOString()}::timestamptz`;
  const rows = await db().$queryRaw<{ onceId: string }[]>(Prisma.sql`
    INSERT INTO idempotent_calls AS call
      (organization_id, test, key_hash, fingerprint, once_id, request_id, locked_until, expires_at)
    VALUES (${organizationId}, ${test}, ${keyHash}, ${call.fingerprint}, ${newIdDigits()}, ${call.requestId},
      ${until(LOCK_MS)}, ${until(KEPT_MS)})
    ON CONFLICT (organization_id, test, key_hash) DO UPDATE SET
      once_id = CASE WHEN call.expires_at <= ${at} THEN excluded.once_id ELSE call.once_id END,
      expires_at = CASE WHEN call.expires_at <= ${at} THEN excluded.expires_at ELSE call.expires_at END,
      fingerprint = excluded.fingerprint, request_id = excluded.request_id, locked_until = excluded.locked_until,
      status = NULL, content_type = NULL, answer = NULL
    WHERE call.expires_at <= ${at}
      OR (call.status IS NULL AND call.locked_until <= ${at} AND call.fingerprint = excluded.fingerprint)
    RETURNING once_id AS "onceId"`);
  return rows[0];
}

/** Keeps the answer for repetitions. Nothing where another request has taken this one's place meanwhile. */
export async function keepAnswer(call: IdempotentCall, answer: KeptAnswer): Promise<void> {
  const sealed = await sealRecord(recordName(call, call.requestId), Buffer.from(answer.body));
  await db().idempotentCall.updateMany({
    where: { ...identify(call), requestId: call.requestId, status: null },
    data: { status: answer.status, contentType: answer.contentType, answer: new Uint8Array(sealed) },
  });
}

/** Gives the key free, as if the call had never been made. */
export async function releaseCall(call: IdempotentCall): Promise<void> {
  await db().idempotentCall.deleteMany({
    where: { ...identify(call), requestId: call.requestId, status: null },
  });
}

const identify = ({ organizationId, test, key }: IdempotentCall) => ({
  organizationId,
  test,
  keyHash: createHash("sha256").update(key).digest("hex"),
});

const recordName = ({ organizationId }: IdempotentCall, requestId: string): RecordName => ({
  organizationId,
  name: `answer/${requestId}`,
});

/** Swept by the clock, so that an answer goes even where nobody calls any more. */
export const answerRetention: RetentionRule = rowRule({
  id: "repeated_calls",
  what: "Answers that are kept, sealed, for calls repeated under an Idempotency-Key",
  keptHours: () => KEPT_MS / 3_600_000,
  countedFrom: "The first call under the key",
  removes: "The answer and the key's digest",
  table: "idempotent_calls",
  due: "expires_at <= $1::timestamptz",
  organization: "organization_id",
});

const inFlight = (): AppError =>
  new AppError(
    "idempotency_in_flight",
    "The first call under this Idempotency-Key is still being worked on. Repeat this one in a moment to get its answer.",
    { retryAfterSeconds: 1 },
  );

const mismatch = (): AppError =>
  new AppError(
    "idempotency_mismatch",
    "This Idempotency-Key was used for another request within the last 24 hours. Use a new one for each request.",
    { param: "Idempotency-Key" },
  );
