import { z } from "zod";
import { clock } from "@/lib/core/clock";
import { ErasureRefused } from "@/lib/core/personal-data";
import { log } from "@/lib/core/log";
import { recordAudit, transaction, type Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { recordErasures } from "../erasure-ledger";
import { KEY_DATA_JOB, keyErasureJobKey } from "../job-names";
import { holdOn } from "../legal-holds";
import { eraseMadeWithKey } from "./erase-made-with-key";

const Payload = z.object({
  organizationId: z.string(),
  keyId: z.string(),
  until: z.coerce.date(),
  /** Of the call that asked. */
  requestId: z.string(),
});
export type KeyErasure = z.infer<typeof Payload>;

/** Those of one organization run one after the other; asked again before it ran, it is one. */
export async function planKeyErasure(
  tx: Tx,
  { until, ...rest }: KeyErasure,
  runAt = new Date(clock.now().getTime() + AGAIN_MS),
) {
  const payload = { ...rest, until: until.toISOString() };
  const jobKey = keyErasureJobKey(rest.keyId);
  await enqueue(tx, KEY_DATA_JOB, payload, { jobKey, queueName: `privacy:${rest.organizationId}`, runAt });
}

const AGAIN_MS = 3_600_000;

/**
 * Job body: erases what a key made. May be killed anywhere and run again: what is gone already is passed over. Where a legal
 * hold keeps it, or somebody outside refuses, it is tried again in an hour, and the rest is done meanwhile.
 */
export async function runKeyErasure(payload: unknown, signal: AbortSignal): Promise<void> {
  const erasure = Payload.parse(payload);
  const { organizationId, keyId, requestId } = erasure;
  const held = await holdOn({ userId: "", organizationIds: [organizationId] });
  const erased = held ? null : await eraseNow(erasure, signal);
  await transaction(undefined, async (tx) => {
    if (!erased) return planKeyErasure(tx, erasure);
    const actor = { kind: "system", name: "worker" } as const;
    const detail = { ...erased, until: erasure.until.toISOString() };
    await recordAudit(
      tx,
      { actor, organizationId, requestId },
      { action: "key.data_erased", subjectId: keyId, detail },
    );
  });
}

/** Null where somebody outside refused. */
async function eraseNow(erasure: KeyErasure, signal: AbortSignal) {
  const { organizationId, keyId: subjectId, until, requestId } = erasure;
  const subject = { kind: "key" as const, subjectId, organizationId, until: until.toISOString() };
  await recordErasures(requestId, [subject]);
  try {
    return await eraseMadeWithKey(erasure, signal);
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error;
    log.error("an erasure was refused and is tried again", { request: requestId, key: subjectId }, error);
    return null;
  }
}

/** Tried too often: it is a duty, so it is told of and tried again an hour later. */
export async function postponeKeyErasure(payload: unknown): Promise<void> {
  const erasure = Payload.parse(payload);
  log.error("what a key made could not be erased yet", { request: erasure.requestId, key: erasure.keyId });
  await transaction(undefined, (tx) => planKeyErasure(tx, erasure));
}
