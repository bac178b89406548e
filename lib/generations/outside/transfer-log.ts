import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { newId } from "@/lib/core/ids";
import { tellMechanism } from "@/lib/core/transfer-ground";
import { db, transaction, type Prisma, type Tx } from "@/lib/db";
import type { KeptThere } from "@/lib/engines";
import { enqueue } from "@/lib/jobs";
import { TRANSFER_JOB } from "../job-names";
import type { Recipient } from "../processing-schema";
import type { GenerationRow } from "../record";

/** How a try ended: with the model, without one, given up, or before a single byte had left. */
export type TransferOutcome = "made" | "failed" | "abandoned" | "unreached";

/** After a try's own deadline nobody can be working on it: whoever was, was killed. */
const NET_MS = 60_000;

/**
 * Writes down who is about to be sent what, before anything is sent, and plans that it is deleted there, for the case that
 * this worker dies. Returns the transfer's id, or null where the generation is no longer this attempt's.
 */
export function beginTransfer(
  row: GenerationRow,
  provider: DeclaredProvider,
  picture: Uint8Array,
): Promise<string | null> {
  const { name, country, trains, retention, dpa_signed_on: dpa = null, url } = provider;
  const id = newId("transfer");
  const sentAt = clock.now();
  return transaction(undefined, async (tx) => {
    const mine = { id: row.id, attempt: row.attempt, status: "processing" as const };
    if ((await tx.generation.updateMany({ where: mine, data: { attempt: row.attempt } })).count === 0)
      return null;
    await tx.outboundTransfer.create({
      data: {
        ...{ id, generationId: row.id, provider: name, origin: new URL(url).origin, sentAt },
        terms: { country, trains, retention, dpa, transfer_mechanism: tellMechanism(provider) },
        sizeBytes: picture.length,
        sha256: createHash("sha256").update(picture).digest("hex"),
      },
    });
    await noteRecipients(tx, row.id);
    await planSettling(tx, id, new Date(sentAt.getTime() + provider.timeout_seconds * 1000 + NET_MS));
    return id;
  });
}

/** What the provider keeps, by its own names: without them nothing can be deleted there. */
export async function noteKept(id: string, kept: KeptThere): Promise<void> {
  await db().outboundTransfer.updateMany({ where: { id }, data: { kept } });
}

/** The try is over, however it went: what is left there is deleted at once. */
export async function endTransfer(id: string, outcome: TransferOutcome): Promise<void> {
  await transaction(undefined, async (tx) => {
    const [ended] = await tx.outboundTransfer.updateManyAndReturn({
      where: { id, endedAt: null },
      data: { outcome, endedAt: clock.now() },
    });
    if (!ended) return;
    await noteRecipients(tx, ended.generationId);
    if (outcome !== "unreached") await planSettling(tx, id, clock.now());
  });
}

/** One job a transfer, at the newest moment asked for. */
export const planSettling = (tx: Tx, transferId: string, runAt: Date): Promise<string> =>
  enqueue(tx, TRANSFER_JOB, { transferId }, { jobKey: `${TRANSFER_JOB}:${transferId}`, runAt });

/** Beside the generation, where each read of it finds them: who was sent its picture, and who of them made the model. */
async function noteRecipients(tx: Tx, generationId: string): Promise<void> {
  const sent = await tx.outboundTransfer.findMany({
    where: { generationId, outcome: { not: "unreached" } },
    orderBy: [{ sentAt: "asc" }, { id: "asc" }],
  });
  const recipients = new Map<string, Recipient>();
  for (const { provider, terms, outcome } of sent) {
    const made = outcome === "made" || recipients.get(provider)?.made === true;
    recipients.set(provider, { provider, ...(terms as unknown as ProviderTerms), made });
  }
  const data = { recipients: [...recipients.values()] as unknown as Prisma.InputJsonArray };
  await tx.generation.updateMany({ where: { id: generationId }, data });
}

type ProviderTerms = Omit<Recipient, "provider" | "made">;
