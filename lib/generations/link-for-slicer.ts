import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { signLink } from "@/lib/storage";
import { findRow } from "./get-generation";
import { downloadPath } from "./record";
import type { MeshFormat, SlicerLink } from "./schema";

const LIFETIME_SECONDS = 600;

/** What slicers read, the best first: a 3MF knows its unit and its colours. */
const readable: readonly MeshFormat[] = ["3mf", "stl", "obj"];

/**
 * An address that a slicer fetches the model from, without a session and for ten minutes. It ends like a file's name, by
 * which slicers know what they get. Throws `not_found`, or `conflict` where the model has no file that slicers read.
 */
export async function linkForSlicer(ctx: Context, id: string): Promise<SlicerLink> {
  const { files } = await findRow(ctx, id);
  const format = readable.find((name) =>
    files.some((file) => file.format === name && file.extension === name),
  );
  if (!format)
    throw new AppError("conflict", "Slicers read 3MF, STL and OBJ, and this model was made in none of them.");
  const link = new URL(signLink(downloadPath(id, format), { expiresInSeconds: LIFETIME_SECONDS }));
  link.pathname += `/${id}.${format}`;
  return { url: link.href, format, expires_in: LIFETIME_SECONDS };
}
