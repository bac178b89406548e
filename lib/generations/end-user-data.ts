import { clock } from "@/lib/core/clock";
import { ErasureRefused } from "@/lib/core/personal-data";
import { db, transaction } from "@/lib/db";
import { cancelRunning } from "./cancel-running";
import { purgeGeneration } from "./delete-generation";
import { present } from "./get-generation";
import { tellRecipients } from "./outside/tell-recipients";
import { ofEndUser, type EndUserScope } from "./restrict-end-user";
import type { GenerationRow } from "./record";
import type { Generation } from "./schema";
import { systemContext } from "./system-context";
import { tellEvent } from "./tell-event";

const BATCH = 20;

/**
 * Removes everything of an end user: pictures, words, models, measurements and digests; what stays is a bare row that the
 * ledger points to and that names nobody. Yields after each one; may be killed anywhere and run again. What outside engines
 * were sent goes there too. Throws ErasureRefused where one would not, when all the rest is done.
 */
export async function* eraseEndUser(scope: EndUserScope): AsyncGenerator<string> {
  let refused: ErasureRefused | undefined;
  for (let after = ""; ;) {
    const rows = await db().generation.findMany({
      where: { ...ofEndUser(scope), id: { gt: after } },
      orderBy: { id: "asc" },
      take: BATCH,
      select: { id: true },
    });
    if (rows.length === 0) break;
    for (const { id } of rows) {
      await cancelRunning(id, scope.organizationId, "Generation erased while it ran");
      await markDeleted(id, scope.organizationId);
      const refusal = await tellOf(id);
      refused ??= refusal;
      // Found again by the digest of the name, for as long as somebody has to be told.
      await purgeGeneration(id, { anonymous: true, findable: refusal !== undefined });
      yield id;
      after = id;
    }
  }
  if (refused) throw refused;
}

async function tellOf(generationId: string): Promise<ErasureRefused | undefined> {
  try {
    await tellRecipients({ generationId });
    return undefined;
  } catch (error) {
    if (error instanceof ErasureRefused) return error;
    throw error;
  }
}

async function markDeleted(id: string, organizationId: string): Promise<void> {
  await transaction(undefined, async (tx) => {
    const { count } = await tx.generation.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: clock.now() },
    });
    if (count > 0) await tellEvent(tx, systemContext(organizationId, id), "generation.deleted", id);
  });
}

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
