import type { NoteRemoved, Spared } from "@/lib/core/retention";
import { databasePool } from "@/lib/db";
import { changeMonths, listMonths } from "./log-month";

/**
 * Removes each month of the log that ended by a moment, as a whole, and returns how many calls went with them. A month in
 * which a call is spared stays: its others go row by row, and the month once nothing in it is spared any more; so does one
 * that others do not let go of. May be killed anywhere, and run twice at once.
 */
export async function dropMonths(endedBy: Date, spared: Spared, note?: NoteRemoved): Promise<number> {
  const client = await databasePool().connect();
  try {
    let removed = 0;
    for (const { table, to } of await listMonths(client))
      if (to <= endedBy) removed += await drop(table).catch(unlessLocked);
    return removed;
  } finally {
    client.release();
  }

  async function drop(table: string): Promise<number> {
    if (await keeps(table)) return 0;
    return changeMonths(client, async () => {
      // Meanwhile another sweep was first, or something came that is spared.
      if (await keeps(table)) return 0;
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      await client.query(`DROP TABLE ${table}`);
      if (rows[0].count > 0) await note?.(rows[0].count, (text, values) => client.query(text, values));
      return rows[0].count;
    });
  }

  async function keeps(table: string): Promise<boolean> {
    if (!(await listMonths(client)).some((month) => month.table === table)) return true;
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT EXISTS (SELECT FROM ${table} WHERE organization_id = ANY($1::text[])) AS held`,
      [[...spared.organizationIds]],
    );
    return rows[0].held;
  }
}

/** In time, PostgreSQL did not get the lock; or the month went between two looks at it. */
function unlessLocked(error: { code?: string }): number {
  if (error.code === "55P03" || error.code === "42P01") return 0;
  throw error;
}
