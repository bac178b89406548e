import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { settleCredits } from "@/lib/credits";
import { transaction, type Tx } from "@/lib/db";
import type { EngineOutput } from "@/lib/engines";
import { putObject, removeObject, removeObjects } from "@/lib/storage";
import type { Digests } from "./name-digests";
import { planErasure } from "./plan-erasure";
import { systemContext } from "./system-context";
import { toPrintReport, type GenerationRow } from "./record";
import { startNext } from "./take-generation";
import { tellEvent } from "./tell-event";
import { tellPerson } from "./tell-person";

interface KeptFile {
  format: string;
  extension: string;
  contentType: string;
  object: string;
  sizeBytes: number;
  sha256: string;
}

interface KeptResult {
  files: KeptFile[];
  preview: string;
  thumbnail: string;
  /** Of all of it. */
  sizeBytes: number;
}

/**
 * Keeps the engine's files, then in one transaction finishes the row, settles the credits and records the event.
 * A row that is no longer this attempt's is left alone, and the files just written are removed again.
 */
export async function completeGeneration(row: GenerationRow, output: EngineOutput): Promise<void> {
  const kept = await keep(row, output);
  const finished = await transaction(undefined, (tx) => finish(tx, row, output, kept)).catch(
    async (error) => {
      await discard(kept);
      throw error;
    },
  );
  if (!finished) return discard(kept);
  // Attempts that were killed may have written files that no row knows.
  for (let attempt = 1; attempt < row.attempt; attempt++)
    await removeObjects(row.organizationId, `${row.id}/${attempt}`);
}

async function finish(tx: Tx, row: GenerationRow, output: EngineOutput, kept: KeptResult): Promise<boolean> {
  const { count } = await tx.generation.updateMany({
    where: {
      ...{ id: row.id, organizationId: row.organizationId },
      ...{ attempt: row.attempt, status: "processing" },
    },
    data: {
      status: "completed",
      stage: null,
      progress: 100,
      completedAt: clock.now(),
      engine: output.engine,
      engineReason: output.engineReason,
      engineVersion: output.engineVersion,
      notes: output.notes,
      storedBytes: { increment: kept.sizeBytes },
      report: toPrintReport(output.report),
      previewObject: kept.preview,
      thumbnailObject: kept.thumbnail,
      digests: { ...(row.digests as Partial<Digests>), results: kept.files.map(toDigest) },
    },
  });
  if (count === 0) return false;
  await tx.generationFile.createMany({
    data: kept.files.map((file) => ({ id: newId("file"), generationId: row.id, ...file })),
  });
  await settleCredits(tx, { generationId: row.id });
  await planErasure(tx, row.id);
  await tellEvent(tx, systemContext(row.organizationId, row.id), "generation.completed", row.id);
  await tellPerson(tx, row, "completed");
  await startNext(tx, row.organizationId);
  return true;
}

const toDigest = ({ format, sha256, sizeBytes }: KeptFile) => ({ name: format, sha256, sizeBytes });

/** Every attempt writes under a name of its own, so that two of them never touch the same object. */
async function keep(row: GenerationRow, output: EngineOutput): Promise<KeptResult> {
  const put = (name: string, bytes: Uint8Array) =>
    putObject({ organizationId: row.organizationId, name: `${row.id}/${row.attempt}/${name}`, bytes });
  const files: KeptFile[] = [];
  for (const { format, extension, contentType, bytes } of output.files)
    files.push({ format, extension, contentType, ...(await put(format, bytes)) });
  const preview = await put("preview", output.preview);
  const thumbnail = await put("thumbnail", output.thumbnail);
  const sizeBytes = [...files, preview, thumbnail].reduce((sum, file) => sum + file.sizeBytes, 0);
  return { files, preview: preview.object, thumbnail: thumbnail.object, sizeBytes };
}

async function discard(kept: KeptResult): Promise<void> {
  for (const object of [kept.preview, kept.thumbnail, ...kept.files.map((file) => file.object)])
    await removeObject(object);
}
