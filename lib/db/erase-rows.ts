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
    const { rowCount } = await client.query(statement, parameters);
    await note?.(rowCount ?? 0, (text, values) => client.query(text, values));
    await client.query("COMMIT");
    return rowCount ?? 0;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
