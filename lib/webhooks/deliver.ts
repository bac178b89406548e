import { randomInt } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { fetchOutside, OutsideFailure } from "@/lib/core/fetch-outside";
import { db, transaction, type Prisma } from "@/lib/db";
import { openSecret } from "@/lib/storage";
import { secretPurpose } from "./create-endpoint";
import { enqueueTry } from "./send-event";
import { signBody } from "./sign-body";
import { writeBody } from "./write-body";

/**
 * Job body: the try of this number. It is sent without an open transaction, and written down in one, together with the
 * job for the next try. A try that was overtaken, or whose delivery is finished, sends nothing; one that is run twice
 * after a crash may arrive twice, with the same `webhook-id`.
 */
export async function deliver(deliveryId: string, number: number): Promise<void> {
  const row = await findDue(deliveryId, number);
  if (!row) return;
  const at = clock.now();
  const began = performance.now();
  const outcome = row.endpoint.disabledAt
    ? withoutAnswer("The endpoint is switched off.")
    : await post(row, row.event, at);
  await note(row, number, { ...outcome, at, durationMs: Math.round(performance.now() - began) });
}

/** For a try whose workers were killed over and over: it counts as failed, and the schedule goes on. */
export async function giveUpTry(deliveryId: string, number: number): Promise<void> {
  const row = await findDue(deliveryId, number);
  const outcome = withoutAnswer("The try was broken off on our side.");
  if (row) await note(row, number, { ...outcome, at: clock.now(), durationMs: 0 });
}

async function findDue(deliveryId: string, number: number) {
  const row = await db().webhookDelivery.findUnique({
    where: { id: deliveryId },
    include: { endpoint: true, event: true },
  });
  return row?.status === "pending" && row.attempts === number - 1 ? row : null;
}

/** The waits between tries, of the Standard Webhooks specification: ten tries, the last after 76 hours, and up to 84 with what is added by chance. */
const WAITS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const TIMEOUT_MS = 15_000;
const ANSWER_CHARACTERS = 1_000;

interface Outcome {
  statusCode: number | null;
  error: string | null;
  answer: string | null;
}

const withoutAnswer = (error: string): Outcome => ({ statusCode: null, error, answer: null });

async function post({ endpoint, url }: Pending, event: Prisma.EventModel, at: Date): Promise<Outcome> {
  const body = writeBody(event);
  const headers = {
    "Content-Type": "application/json",
    ...signBody(await secretsOf(endpoint, at), { id: event.id, at, body }),
  };
  try {
    const { status, bytes } = await fetchOutside(url ?? endpoint.url, {
      method: "POST",
      headers,
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: 4 * ANSWER_CHARACTERS,
      cutAtMaxBytes: true,
    });
    const answer = bytes.toString("utf8").replaceAll("\0", "").slice(0, ANSWER_CHARACTERS);
    const arrived = status >= 200 && status < 300;
    return { statusCode: status, error: arrived ? null : explain(status, endpoint), answer };
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    return withoutAnswer(error.message);
  }
}

/** The newest first, and the one before while it still signs. */
async function secretsOf(endpoint: Prisma.WebhookEndpointModel, at: Date): Promise<Buffer[]> {
  const { id, organizationId, sealedSecret, previousSecret, previousExpiresAt } = endpoint;
  const sealed = [sealedSecret];
  if (previousSecret && previousExpiresAt && previousExpiresAt > at) sealed.push(previousSecret);
  return Promise.all(sealed.map((secret) => openSecret(organizationId, secretPurpose(id), secret)));
}

function explain(status: number, { adHoc }: Prisma.WebhookEndpointModel): string {
  if (status === 410 && adHoc) return "It answered 410, so this is not sent again.";
  if (status === 410) return "It answered 410, so this endpoint was switched off.";
  if (status >= 300 && status < 400)
    return `It answered ${status}, and redirects are not followed. Name the address it leads to.`;
  return `It answered ${status}; an answer from 200 to 299 counts as delivered.`;
}

type Pending = Prisma.WebhookDeliveryModel & { endpoint: Prisma.WebhookEndpointModel };

async function note(
  row: Pending,
  number: number,
  { at, durationMs, ...outcome }: Outcome & { at: Date; durationMs: number },
): Promise<void> {
  const arrived = outcome.error === null;
  const wait = WAITS_SECONDS[number - 1 - row.scheduleStart];
  const ends = arrived || wait === undefined || outcome.statusCode === 410 || row.endpoint.disabledAt;
  const nextAttemptAt = ends ? null : after(clock.now(), wait);
  await transaction(undefined, async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: row.id, status: "pending", attempts: number - 1 },
      data: {
        attempts: number,
        nextAttemptAt,
        status: arrived ? "delivered" : nextAttemptAt ? "pending" : "failed",
        completedAt: nextAttemptAt ? null : clock.now(),
      },
    });
    if (count === 0) return;
    await tx.webhookAttempt.create({ data: { deliveryId: row.id, number, at, durationMs, ...outcome } });
    if (nextAttemptAt) await enqueueTry(tx, row.id, number + 1, nextAttemptAt);
    // Behind one signer stand many addresses: none of them speaks for the others.
    if (row.endpoint.adHoc) return;
    if (arrived)
      await tx.webhookEndpoint.update({ where: { id: row.endpointId }, data: { lastSuccessAt: at } });
    else if (outcome.statusCode === 410) await switchOff(tx, row, "gone");
    else if (!nextAttemptAt && (row.endpoint.lastSuccessAt ?? NEVER) < row.createdAt)
      await switchOff(tx, row, "failing");
  });
}

const NEVER = new Date(0);

/** Up to a tenth later, so that what failed together does not come back together. */
const after = (now: Date, seconds: number): Date =>
  new Date(now.getTime() + seconds * 1000 + randomInt(seconds * 100));

async function switchOff(
  tx: Prisma.TransactionClient,
  { endpointId }: Pending,
  disabledReason: "gone" | "failing",
): Promise<void> {
  await tx.webhookEndpoint.updateMany({
    where: { id: endpointId, disabledAt: null },
    data: { disabledAt: clock.now(), disabledReason },
  });
}
