import type { NoteRemoved } from "@/lib/core/retention";
import { databasePool } from "./client";

/**
 * Runs a statement that deletes, as one that may also delete from append-only tables: their triggers let it pass in its
 * own transaction alone; what `note` writes is part of it. Returns how many rows went.
 */
export async function eraseRows(
  statement: string,
  parameters: unknown[],
  note?: NoteRemoved,
): Promise<number> {
  const client = await databasePool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('printpal.erasing', 'on', true)");
    const removed = (await client.query(statement, parameters)).rowCount ?? 0;
    if (removed > 0) await note?.(removed, (text, values) => client.query(text, values));
    await client.query("COMMIT");
    return removed;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
