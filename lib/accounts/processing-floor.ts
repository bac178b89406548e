import { AppError } from "@/lib/core/errors";
import { Prisma, runPrepared, type Context, type Tx } from "@/lib/db";

export interface ProcessingFloor {
  /** As the generations room writes and reads it; an empty object where nothing is demanded. */
  rules: Prisma.JsonValue;
  /** What the organization last said about training, or null where it never did. */
  trainingConsent: boolean | null;
}

/** What an organization demands of the processing of everything it sends. Never cached: a change holds at once. */
export async function findProcessingFloor({ organizationId, tx }: Context): Promise<ProcessingFloor> {
  const statement = Prisma.sql`
    SELECT processing_floor AS rules, training_consent AS "trainingConsent"
    FROM organizations WHERE id = ${organizationId}`;
  const [row] = await (tx
    ? tx.$queryRaw<ProcessingFloor[]>(statement)
    : runPrepared<ProcessingFloor>(statement));
  if (!row) throw new AppError("not_found", "There is no such organization.");
  return row;
}

/** Replaces the rules. Whoever calls has checked who asks. */
export async function setProcessingFloor(
  tx: Tx,
  organizationId: string,
  rules: Prisma.InputJsonObject,
): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { processingFloor: rules } });
}

/** Keeps the newest word on training beside the rules, for every submission to read. */
export async function setTrainingConsent(tx: Tx, organizationId: string, given: boolean): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { trainingConsent: given } });
}
