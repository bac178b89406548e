import { clock } from "@/lib/core/clock";
import { db } from "@/lib/db";
import { removeObject } from "@/lib/storage";
import { isFinished } from "./state";

/**
 * Job body: takes what a finished generation was made from, pictures and words, off the disk and out of the row. What was
 * made of it stays. Safe to run again; leaves one alone that may still need its input.
 */
export async function eraseInput(id: string): Promise<void> {
  const row = await db().generation.findUnique({ where: { id } });
  if (!row || !isFinished(row.status) || row.inputErasedAt) return;
  for (const object of [row.inputObject, ...row.viewObjects]) if (object) await removeObject(object);
  await db().generation.updateMany({
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
}
