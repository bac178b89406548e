import type { Generation, MeshFormat } from "@/lib/generations/schema";

/** Browsers drop downloads that start in one breath. */
const APART_MS = 400;

/** Saves the models in one format, one after the other, each under its id; returns how many there were. */
export async function downloadAll(
  generations: readonly Pick<Generation, "id" | "files">[],
  format: MeshFormat,
): Promise<number> {
  const files = generations.flatMap(({ id, files }) =>
    files.filter((file) => file.format === format).map((file) => ({ id, file })),
  );
  for (const { id, file } of files) {
    const link = document.createElement("a");
    link.href = file.url;
    link.download = `${id}.${file.extension}`;
    link.click();
    await new Promise((resolve) => setTimeout(resolve, APART_MS));
  }
  return files.length;
}
