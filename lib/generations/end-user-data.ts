import { db } from "@/lib/db";
import { eraseGenerations } from "./erase-generations";
import { present } from "./get-generation";
import { ofEndUser, type EndUserScope } from "./restrict-end-user";
import type { GenerationRow } from "./record";
import type { Generation } from "./schema";

/** As `eraseGenerations`, of what was made for an end user. */
export const eraseEndUser = (scope: EndUserScope): AsyncGenerator<string> =>
  eraseGenerations(ofEndUser(scope));

export interface CollectedGeneration {
  /** As the API answers it, without addresses. */
  generation: Generation;
  objects: { name: string; object: string }[];
}

/** What is kept of an end user, in the order of ids, behind the one named `after`: at most `limit`. */
export async function collectEndUser(
  scope: EndUserScope,
  { after, limit }: { after: string | null; limit: number },
): Promise<CollectedGeneration[]> {
  const rows = await db().generation.findMany({
    where: { ...ofEndUser(scope), deletedAt: null, ...(after && { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take: limit,
    include: { files: { orderBy: { format: "asc" } } },
  });
  return Promise.all(
    rows.map(async (row) => {
      const generation = await present(row);
      return {
        generation: { ...generation, ...noAddresses },
        objects: namedObjects(row),
      };
    }),
  );
}

/** They would have ended before anybody reads of them; the files themselves lie beside. */
const noAddresses = {
  files: [],
  preview_url: null,
  thumbnail_url: null,
  input_url: null,
  depth_map_url: null,
  normal_map_url: null,
};

/** A generation's files as an export names them: what was sent, what was made, and a picture of it. */
export function namedObjects(
  row: Pick<GenerationRow, "inputObject" | "viewObjects" | "inputType" | "thumbnailObject" | "files">,
): { name: string; object: string }[] {
  const pictures = [row.inputObject, ...row.viewObjects].flatMap((object) => object ?? []);
  return [
    ...pictures.map((object, at) => ({ name: `input-${at + 1}${endingOf(row.inputType)}`, object })),
    ...row.files.map(({ format, extension, object }) => ({
      name: format === extension ? `model.${extension}` : `model-${format}.${extension}`,
      object,
    })),
    ...(row.thumbnailObject ? [{ name: "thumbnail.png", object: row.thumbnailObject }] : []),
  ];
}

const endingOf = (type: string | null): string => (type ? `.${type.replace(/^image\//, "")}` : "");
