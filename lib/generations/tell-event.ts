import type { Context, Prisma, Tx } from "@/lib/db";
import { eventSteps, recordEvent, type EventType, type NewEvent } from "@/lib/webhooks";

/**
 * Records what became of a generation, in the transaction that did it. The event carries enough to act on without asking
 * back: no links, for those would have ended before the last try of a delivery, and nothing of the picture or prompt.
 */
export async function tellEvent(
  tx: Tx,
  ctx: Context,
  type: GenerationEvent,
  generation: string | Prisma.GenerationModel,
): Promise<void> {
  const row =
    typeof generation === "string"
      ? await tx.generation.findUniqueOrThrow({ where: { id: generation } })
      : generation;
  await recordEvent(tx, ctx, toEvent(type, row));
}

/** The same as steps of the statement that does it, where its step `given` has a row. See `eventSteps`. */
export const tellSteps = (
  ctx: Context,
  type: GenerationEvent,
  row: Prisma.GenerationModel,
  given: Prisma.Sql,
): Promise<Prisma.Sql> => eventSteps(ctx, toEvent(type, row), given);

type GenerationEvent = Extract<EventType, `generation.${string}`>;

const toEvent = (type: GenerationEvent, row: Prisma.GenerationModel): NewEvent => ({
  type,
  subjectId: row.id,
  data: summarize(row),
  url: row.webhookUrl,
});

function summarize(row: Prisma.GenerationModel): Prisma.InputJsonObject {
  return {
    id: row.id,
    object: "generation",
    status: row.status,
    test: row.test,
    quality: row.quality,
    engine: row.engine ?? row.engineRequested,
    formats: row.formats,
    credits: row.credits,
    project_id: row.projectId,
    error: row.errorCode ? { code: row.errorCode, message: row.errorMessage ?? "" } : null,
    created_at: row.createdAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
  };
}
