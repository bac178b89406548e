import { clock } from "@/lib/core/clock";
import { ErasureRefused } from "@/lib/core/personal-data";
import { db, transaction, type Prisma } from "@/lib/db";
import { cancelRunning } from "./cancel-running";
import { purgeGeneration } from "./delete-generation";
import { tellRecipients } from "./outside/tell-recipients";
import { systemContext } from "./system-context";
import { tellEvent } from "./tell-event";

const BATCH = 20;

/**
 * Removes everything of an organization's generations: pictures, words, models, measurements and digests; what stays is a
 * bare row that the ledger points to and that names nobody. Yields after each one; may be killed anywhere and run again. What
 * outside engines were sent goes there too. Throws ErasureRefused where one would not, when all the rest is done.
 */
export async function* eraseGenerations(
  where: Prisma.GenerationWhereInput & { organizationId: string },
): AsyncGenerator<string> {
  const { organizationId } = where;
  let refused: ErasureRefused | undefined;
  for (let after = ""; ;) {
    const rows = await db().generation.findMany({
      where: { AND: [where, { id: { gt: after } }] },
      orderBy: { id: "asc" },
      take: BATCH,
      select: { id: true },
    });
    if (rows.length === 0) break;
    for (const { id } of rows) {
      await cancelRunning(id, organizationId, "Generation erased while it ran");
      await markDeleted(id, organizationId);
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
