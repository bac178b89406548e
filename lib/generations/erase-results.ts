import { clock } from "@/lib/core/clock";
import { db, Prisma, transaction } from "@/lib/db";
import { removeObject } from "@/lib/storage";

/**
 * Job body: takes everything that was made off the disk, and out of the row what points to it. The report of what was
 * measured stays. Safe to run again.
 */
export async function eraseResults(id: string): Promise<void> {
  const row = await db().generation.findUnique({ where: { id }, include: { files: true } });
  if (!row || row.resultsErasedAt) return;
  for (const object of [row.previewObject, row.thumbnailObject, ...row.files.map((file) => file.object)])
    if (object) await removeObject(object);
  await transaction(undefined, async (tx) => {
    await tx.generationFile.deleteMany({ where: { generationId: id } });
    await tx.generation.updateMany({
      where: { id, resultsErasedAt: null },
      data: {
        previewObject: null,
        thumbnailObject: null,
        resultsErasedAt: clock.now(),
      },
    });
    // Its input may go at the same moment.
    await tx.$executeRaw(Prisma.sql`UPDATE generations SET stored_bytes = input_bytes WHERE id = ${id}`);
  });
}

/** One file, once it has been fetched; with the last of them goes all the rest. */
export async function eraseFile(id: string, format: string): Promise<void> {
  const file = await db().generationFile.findUnique({
    where: { generationId_format: { generationId: id, format } },
  });
  if (file) {
    await removeObject(file.object);
    await transaction(undefined, async (tx) => {
      const { count } = await tx.generationFile.deleteMany({ where: { id: file.id } });
      if (count === 0) return;
      await tx.generation.update({ where: { id }, data: { storedBytes: { decrement: file.sizeBytes } } });
    });
  }
  if ((await db().generationFile.count({ where: { generationId: id } })) === 0) await eraseResults(id);
}
