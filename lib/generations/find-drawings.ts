import { db } from "@/lib/db";
import { isPlainDrawing } from "@/lib/engines";
import { readObject } from "@/lib/storage";
import { createHash } from "node:crypto";
import { listTrainable } from "./list-trainable";

/**
 * Of the pictures that may improve a model, those that are drawings in plain colours, by SHA-256 of their bytes. Nothing
 * here finds faces, so whatever could show one as it is, every photograph and all that is shaded, is left out whole; and
 * what cannot be read is too.
 */
export async function findDrawings(): Promise<Set<string>> {
  const drawings = new Set<string>();
  for await (const { objects } of listTrainable(db()))
    for (const object of objects) {
      const bytes = await readObject(object).catch(() => null);
      if (bytes && (await isPlainDrawing(bytes).catch(() => false)))
        drawings.add(createHash("sha256").update(bytes).digest("hex"));
    }
  return drawings;
}
