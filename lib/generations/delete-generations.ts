import { isAppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { deleteGeneration } from "./delete-generation";

/** Deletes several, each for itself: one that is gone already is passed over. Returns how many there were to delete. */
export async function deleteGenerations(ctx: Context, ids: readonly string[]): Promise<{ deleted: number }> {
  let deleted = 0;
  for (const id of new Set(ids)) {
    try {
      await deleteGeneration(ctx, id);
      deleted++;
    } catch (error) {
      if (!isAppError(error) || (error.code !== "not_found" && error.code !== "gone")) throw error;
    }
  }
  return { deleted };
}
