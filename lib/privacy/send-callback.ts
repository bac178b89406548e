import { clock } from "@/lib/core/clock";
import { fetchOutside, OutsideFailure } from "@/lib/core/fetch-outside";
import { db } from "@/lib/db";
import { signReceipt } from "./receipt-key";
import { tellOf } from "./request-record";

const TIMEOUT_MS = 15_000;

/**
 * Job body: tells the address that a request named that it is done, by the Standard Webhooks specification. It is signed
 * with the installation's ed25519 key (`v1a`), since the address shares no secret with us. Throws where it was not taken,
 * and is tried again; it may arrive twice, with the same `webhook-id`.
 */
export async function sendCallback(id: string): Promise<void> {
  const row = await db().dataSubjectRequest.findUnique({ where: { id } });
  if (!row?.callbackUrl || row.calledBackAt || row.status !== "completed") return;
  const body = JSON.stringify({
    type: "data_subject_request.completed",
    timestamp: row.completedAt?.toISOString(),
    data: tellOf(row),
  });
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  const { keyId, value } = await signReceipt(`${id}.${timestamp}.${body}`);
  const error = await post(row.callbackUrl, body, {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1a,${value}`,
    "webhook-key-id": keyId,
  });
  await db().dataSubjectRequest.updateMany({
    where: { id, organizationId: row.organizationId, calledBackAt: null },
    data: {
      callbackAttempts: { increment: 1 },
      callbackError: error,
      ...(error === null && { calledBackAt: clock.now() }),
    },
  });
  if (error !== null) throw new Error(error);
}

/** For a callback that has used up its tries: its request says so from then on. */
export async function giveUpCallback(id: string): Promise<void> {
  await db().dataSubjectRequest.updateMany({
    where: { id, calledBackAt: null },
    data: { callbackFailedAt: clock.now() },
  });
}

/** Null where it was taken, or else a sentence that may be shown. */
async function post(url: string, body: string, headers: Record<string, string>): Promise<string | null> {
  try {
    const { status } = await fetchOutside(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: 4_000,
      cutAtMaxBytes: true,
    });
    if (status >= 200 && status <= 299) return null;
    return `It answered ${status}; an answer from 200 to 299 counts as delivered.`;
  } catch (error) {
    if (error instanceof OutsideFailure) return error.message;
    throw error;
  }
}
