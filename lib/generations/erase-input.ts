import { clock } from "@/lib/core/clock";
import type { NoteRemoved } from "@/lib/core/retention";
import { db, statementsIn, transaction } from "@/lib/db";
import { removeObject } from "@/lib/storage";
import { isFinished } from "./state";

/**
 * Job body: takes what a finished generation was made from, pictures and words, off the disk and out of the row. What was
 * made of it stays. Safe to run again; leaves one alone that may still need its input. Tells whether there was something.
 */
export async function eraseInput(id: string, note?: NoteRemoved): Promise<boolean> {
  const row = await db().generation.findUnique({ where: { id } });
  if (!row || !isFinished(row.status) || row.inputErasedAt) return false;
  for (const object of [row.inputObject, ...row.viewObjects]) if (object) await removeObject(object);
  return transaction(undefined, async (tx) => {
    const { count } = await tx.generation.updateMany({
      where: { id, inputErasedAt: null },
      data: {
        inputObject: null,
        viewObjects: [],
        inputType: null,
        prompt: null,
        parameters: {},
        inputErasedAt: clock.now(),
        storedBytes: { decrement: row.inputBytes },
        inputBytes: 0,
      },
    });
    if (count > 0) await note?.(count, statementsIn(tx));
    return count > 0;
  });
}
