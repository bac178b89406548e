import { clock } from "@/lib/core/clock";
import { db, Prisma, transaction, type Context, type Tx } from "@/lib/db";
import type { MeshOutput } from "@/lib/engines";
import { toPrintReport } from "@/lib/generations";
import { putObject, removeObject, removeObjects, type StoredObject } from "@/lib/storage";
import { recordEvent } from "@/lib/webhooks";
import { toFaults, toRepairs, type PrintRow } from "./record";

/** Work can still happen from these two; the others are final. */
export const unfinished = ["pending", "processing"] as const satisfies readonly PrintRow["status"][];

/**
 * Keeps the result, finishes the row and records the event, then removes the mesh as it was sent. A row that is no
 * longer this attempt's is left alone, and the file just written is removed again.
 */
export async function completePrint(row: PrintRow, output: MeshOutput): Promise<void> {
  const { organizationId, id, attempt } = row;
  const { file } = output;
  const kept =
    file && (await putObject({ organizationId, name: `${id}/${attempt}/${file.format}`, bytes: file.bytes }));
  const finished = await transaction(undefined, (tx) => finish(tx, row, output, kept)).catch(
    async (error) => {
      if (kept) await removeObject(kept.object);
      throw error;
    },
  );
  if (!finished) {
    if (kept) await removeObject(kept.object);
    return;
  }
  if (row.uploadObject) await removeObject(row.uploadObject);
  // Attempts that were killed may have written files that no row knows.
  for (let earlier = 1; earlier < attempt; earlier++) await removeObjects(organizationId, `${id}/${earlier}`);
}

async function finish(tx: Tx, row: PrintRow, output: MeshOutput, kept?: StoredObject): Promise<boolean> {
  const { count } = await tx.print.updateMany({
    where: {
      id: row.id,
      organizationId: row.organizationId,
      attempt: row.attempt,
      status: "processing",
      deletedAt: null,
    },
    data: {
      status: "completed",
      progress: 100,
      completedAt: clock.now(),
      uploadObject: null,
      readFormat: output.readFormat,
      faults: toFaults(output.faults),
      repairs: output.repairs ? toRepairs(output.repairs) : Prisma.DbNull,
      report: toPrintReport(output.report),
      verdict: output.verdict ?? Prisma.DbNull,
      notes: output.notes,
      resultObject: kept?.object,
      extension: output.file?.extension,
      contentType: output.file?.contentType,
      sizeBytes: kept?.sizeBytes,
      sha256: kept?.sha256,
      storedBytes: kept?.sizeBytes ?? 0,
    },
  });
  if (count === 0) return false;
  await recordEvent(tx, systemContext(row), {
    type: `${row.kind}.completed`,
    subjectId: row.id,
    data: summarize(row, "completed"),
  });
  return true;
}

/**
 * Ends a print without a result and removes the mesh as it was sent. A finished one is left alone, and so is one that
 * another attempt than `attempt` works on.
 */
export async function failPrint(
  id: string,
  error: { code: string; message: string },
  attempt?: number,
): Promise<void> {
  const row = await db().print.findUnique({ where: { id } });
  if (!row) return;
  const failed = await transaction(undefined, async (tx) => {
    const { count } = await tx.print.updateMany({
      where: {
        id,
        organizationId: row.organizationId,
        attempt,
        status: { in: [...unfinished] },
        deletedAt: null,
      },
      data: {
        status: "failed",
        completedAt: clock.now(),
        uploadObject: null,
        storedBytes: 0,
        errorCode: error.code,
        errorMessage: error.message,
      },
    });
    if (count === 0) return false;
    await recordEvent(tx, systemContext(row), {
      type: `${row.kind}.failed`,
      subjectId: id,
      data: summarize(row, "failed", error),
    });
    return true;
  });
  if (failed) await removeObjects(row.organizationId, id);
}

/** Enough to act on without asking back, and nothing of the mesh. */
const summarize = (
  row: PrintRow,
  status: string,
  error: { code: string; message: string } | null = null,
) => ({
  id: row.id,
  object: row.kind,
  status,
  test: row.test,
  error,
  created_at: row.createdAt.toISOString(),
});

/** The worker acting for the organization; the print stands in for a request id. */
const systemContext = ({ organizationId, id }: PrintRow): Context => ({
  actor: { kind: "system", name: "worker" },
  organizationId,
  requestId: id,
});
