import { followChanges, type Context } from "@/lib/db";
import { findRow, present } from "./get-generation";
import type { GenerationRow } from "./record";
import type { Generation } from "./schema";
import { isFinished } from "./state";

export interface WatchedState {
  /** Rises with everything that happens; the last one of a finished generation is `FINAL` of its attempt. */
  version: number;
  generation: Generation;
}

/**
 * The generation as it stands, and again after each change, until it has finished or `signal` is aborted. Changes come
 * from the database, whichever process made them; several in a row may arrive as one. Throws `not_found`, also once it
 * is deleted meanwhile.
 */
export async function* watchGeneration(
  ctx: Context,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<WatchedState, void> {
  const changes = followChanges("generation_changed", id, signal);
  try {
    for (let last = -1; !signal.aborted;) {
      const row = await findRow(ctx, id);
      const version = versionOf(row);
      if (version !== last) yield { version, generation: await present(row) };
      last = version;
      if (isFinished(row.status)) return;
      await changes.next();
    }
  } finally {
    changes.end();
  }
}

/** Attempts come above progress, and a finish above all of its attempt. */
const versionOf = ({ attempt, progress, status }: GenerationRow): number =>
  attempt * 1000 + (isFinished(status) ? FINAL : status === "processing" ? 1 + progress : 0);

const FINAL = 999;
