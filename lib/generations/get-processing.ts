import { db, type Context } from "@/lib/db";
import { notFound, worldOf } from "./get-generation";
import type { Digests } from "./name-digests";
import { ZERO_RETENTION_MS } from "./plan-erasure";
import { recipientsOf } from "./outside/tell-processing";
import { Processing, type Recipient } from "./processing-schema";
import type { GenerationStatus } from "./schema";

/** One sending of its picture to somebody outside, and what became of it there. */
export interface OutboundTransfer {
  provider: string;
  origin: string;
  sizeBytes: number;
  sha256: string;
  sentAt: Date;
  deletedAt: Date | null;
  /** What the provider answered when it was told to delete it. */
  deletionReceipt: unknown;
}

/** What became of a generation's data, as the rows know it. */
export interface ProcessingFacts extends Digests {
  id: string;
  test: boolean;
  status: GenerationStatus;
  processing: Processing;
  trainingEligible: boolean;
  /** Whom outside the picture was sent: one each, and each time that it was sent. */
  recipients: Recipient[];
  transfers: OutboundTransfer[];
  /** Null where no engine ran to its end. */
  engine: { name: string; version: string; startedAt: Date | null; completedAt: Date | null } | null;
  /** When the results go by themselves, or went; null where nothing was planned. */
  deletesAt: Date | null;
  inputErasedAt: Date | null;
  resultsErasedAt: Date | null;
  deletedAt: Date | null;
}

/** The facts of one generation of the caller's, also of a deleted one. Throws `not_found`. */
export async function getProcessing(ctx: Context, id: string): Promise<ProcessingFacts> {
  const row = await (ctx.tx ?? db()).generation.findFirst({
    where: { id, ...worldOf(ctx) },
    include: {
      transfers: { where: { outcome: { not: "unreached" } }, orderBy: [{ sentAt: "asc" }, { id: "asc" }] },
    },
  });
  if (!row) throw notFound();
  const processing = Processing.parse(row.processing);
  const { input = [], results = [] } = row.digests as Partial<Digests>;
  const { engine, engineVersion, completedAt, startedAt } = row;
  const zero = processing.retention === "zero" && row.status === "completed" && completedAt;
  return {
    id: row.id,
    test: row.test,
    status: row.status,
    processing,
    trainingEligible: row.trainingEligible,
    recipients: recipientsOf(row),
    transfers: row.transfers,
    input,
    results,
    engine: engine === null ? null : { name: engine, version: engineVersion ?? "", startedAt, completedAt },
    deletesAt: earlier(zero ? new Date(zero.getTime() + ZERO_RETENTION_MS) : null, row.deletesAt),
    inputErasedAt: row.inputErasedAt,
    resultsErasedAt: row.resultsErasedAt,
    deletedAt: row.deletedAt,
  };
}

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other);
