import type { Generation, GenerationFile } from "@/lib/generations/schema";

/** Which files the viewer reads, the quickest first. */
const shown = ["glb", "ply", "stl", "obj"] as const;

/**
 * The file with every triangle, for the viewer to show on demand. None where the results are kept for one fetch only,
 * which belongs to the reader.
 */
export function fullFile({ files, processing }: Generation): { url: string; format: string } | undefined {
  if (processing.retention === "zero") return undefined;
  const found = shown
    .map((format) => files.find((file) => file.format === format && file.extension === format))
    .find((file): file is GenerationFile => file !== undefined);
  return found && { url: found.url, format: found.format };
}
