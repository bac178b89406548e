import { clock } from "@/lib/core/clock";
import type { RetentionRule, Spared } from "@/lib/core/retention";
import { databasePool } from "./client";
import { eraseRows } from "./erase-rows";

interface RowRule extends Omit<RetentionRule, "due" | "sweep"> {
  table: string;
  /** SQL that holds for a row that is due, with the moment as `$1`, such as `created_at < $1::timestamptz - interval '1 year'`. */
  due: string;
  /** The columns that name a row, where its place does not: in a partitioned table each partition has its own first place. */
  key?: string;
  /** The columns that say whose it is, for what is spared. */
  organization?: string;
  user?: string;
}

/** A rule that removes rows of one table, and with them whatever the database removes along. */
export function rowRule({ table, due, key = "ctid", organization, user, ...words }: RowRule): RetentionRule {
  const condition = [
    `(${due})`,
    organization ? `NOT coalesce(${organization} = ANY($2::text[]), false)` : "$2::text[] IS NOT NULL",
    user ? `NOT coalesce(${user} = ANY($3::text[]), false)` : "$3::text[] IS NOT NULL",
  ].join(" AND ");
  const parametersOf = (asOf: Date, { organizationIds, userIds }: Spared) => [
    asOf.toISOString(),
    [...organizationIds],
    [...userIds],
  ];
  return {
    ...words,
    due: async (asOf, spared) => {
      const { rows } = await databasePool().query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${table} WHERE ${condition}`,
        parametersOf(asOf, spared),
      );
      return rows[0].count;
    },
    sweep: (limit, spared, note) =>
      eraseRows(
        `DELETE FROM ${table} WHERE (${key}) IN (
           SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ${Math.floor(limit)} FOR UPDATE SKIP LOCKED)`,
        parametersOf(clock.now(), spared),
        note,
      ),
  };
}
