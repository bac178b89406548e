import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { putObject } from "@/lib/storage";

/** Marks a generation completed with one file, as a worker would: for tests of what comes after. */
export async function finishGeneration(
  id: string,
  format: string,
  extension: string,
  text: string,
): Promise<void> {
  const { organizationId } = await db().generation.findUniqueOrThrow({ where: { id } });
  const bytes = new TextEncoder().encode(text);
  const stored = await putObject({ organizationId, name: `${id}/model.${extension}`, bytes });
  await db().generationFile.create({
    data: { id: newId("file"), generationId: id, format, extension, contentType: "model/test", ...stored },
  });
  await db().generation.update({
    where: { id },
    data: { status: "completed", progress: 100, previewObject: stored.object, completedAt: new Date() },
  });
}
