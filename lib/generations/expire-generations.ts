import { clock } from "@/lib/core/clock";
import { nobodySpared, type NoteRemoved, type RetentionRule, type Spared } from "@/lib/core/retention";
import { db, statementsIn, transaction, type Prisma } from "@/lib/db";
import { removeGeneration } from "./delete-generation";
import { eraseInput } from "./erase-input";
import { systemContext } from "./system-context";

const dueAt = (asOf: Date, { organizationIds, userIds }: Spared): Prisma.GenerationWhereInput => ({
  deletesAt: { lte: asOf },
  deletedAt: null,
  restrictedAt: null,
  organizationId: { notIn: [...organizationIds] },
  // Most were made by keys and are nobody's in person.
  OR: [{ userId: null }, { userId: { notIn: [...userIds] } }],
});

/**
 * Deletes up to `limit` generations whose `delete_after` has come; returns how many. Each is deleted as its owner would,
 * in a transaction of its own, and leaves a row that knows little more than its id. Safe to run again, or twice at once.
 */
export async function expireGenerations(
  limit: number,
  spared: Spared = nobodySpared,
  note?: NoteRemoved,
): Promise<number> {
  const due = await db().generation.findMany({
    where: dueAt(clock.now(), spared),
    orderBy: { deletesAt: "asc" },
    take: limit,
    select: { id: true, organizationId: true },
  });
  let removed = 0;
  for (const { id, organizationId } of due)
    removed += await transaction(undefined, async (tx) => {
      const ctx = systemContext(organizationId, id);
      if (!(await removeGeneration(tx, ctx, id, { expired: true }))) return 0;
      await note?.(1, statementsIn(tx));
      return 1;
    });
  return removed;
}

const INPUT_DAYS = 30;

/** What need not be kept for the history: it was not to be, or nothing was made of it. */
const inputsDueAt = (asOf: Date, { organizationIds, userIds }: Spared): Prisma.GenerationWhereInput => ({
  completedAt: { lte: new Date(asOf.getTime() - INPUT_DAYS * 86_400_000) },
  inputErasedAt: null,
  deletedAt: null,
  restrictedAt: null,
  organizationId: { notIn: [...organizationIds] },
  AND: [
    { OR: [{ storeInput: false }, { status: { in: ["failed", "cancelled"] } }] },
    { OR: [{ userId: null }, { userId: { notIn: [...userIds] } }] },
  ],
});

async function expireInputs(limit: number, spared: Spared, note?: NoteRemoved): Promise<number> {
  const due = await db().generation.findMany({
    where: inputsDueAt(clock.now(), spared),
    orderBy: { completedAt: "asc" },
    take: limit,
    select: { id: true },
  });
  let erased = 0;
  for (const { id } of due) if (await eraseInput(id, note)) erased++;
  return erased;
}

export const generationRetention: readonly RetentionRule[] = [
  {
    id: "generations",
    what: "Generations whose time is over: what their caller (delete_after) or the organization's plan says",
    keptHours: () => null,
    countedFrom: "deletes_at of each",
    removes: "Pictures, words, files, report and metadata; the bare id stays and answers 410",
    due: (asOf, spared) => db().generation.count({ where: dueAt(asOf, spared) }),
    sweep: expireGenerations,
  },
  {
    id: "inputs",
    what: "Pictures and words that are not stored for the history, or of which nothing was made",
    keptHours: () => INPUT_DAYS * 24,
    countedFrom: "The generation's end",
    removes: "The input; what store_input false asked for goes at the end already, and this makes sure of it",
    due: (asOf, spared) => db().generation.count({ where: inputsDueAt(asOf, spared) }),
    sweep: expireInputs,
  },
];
