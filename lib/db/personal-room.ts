import type {
  CollectedFile,
  CollectedTable,
  DataSubject,
  PersonalObjects,
  PersonalRoom,
  PersonalTable,
} from "@/lib/core/personal-data";
import { databasePool } from "./client";
import { eraseRows } from "./erase-rows";

interface RoomParts {
  room: string;
  tables: readonly PersonalTable[];
  objects?: readonly PersonalObjects[];
  collectFiles?: PersonalRoom["collectFiles"];
  /** Runs before the rows go: what must be stopped, or told to others. Returns what it erased beyond rows. */
  before?: (subject: DataSubject, signal: AbortSignal) => Promise<number | void>;
}

/** A room's door from what it says of its tables: rows are found, collected and erased by that alone. */
export function personalRoom({
  room,
  tables,
  objects = [],
  collectFiles = noFiles,
  before,
}: RoomParts): PersonalRoom {
  return {
    room,
    tables,
    objects,
    collectFiles,
    async *collect(subject) {
      for (const table of tables) if (table.find) yield collectTable(table, tables, subject);
    },
    async erase(subject, signal) {
      let erased = (await before?.(subject, signal)) ?? 0;
      // What belongs to other rows is declared behind them, and goes first.
      for (const table of [...tables].reverse()) {
        signal.throwIfAborted();
        erased += await eraseTable(table, tables, subject);
      }
      return erased;
    },
  };
}

async function* noFiles(): AsyncGenerator<CollectedFile> {}

/** The columns that an export shows, in the order in which they are declared. */
export const exportedColumns = ({ columns, withheld = {}, opened = {} }: PersonalTable): string[] =>
  Object.values(columns)
    .flat()
    .filter((column) => !(column in withheld) && !(column in opened));

async function collectTable(
  table: PersonalTable,
  all: readonly PersonalTable[],
  subject: DataSubject,
): Promise<CollectedTable> {
  const shown = exportedColumns(table);
  const condition = rowsOf(table, all);
  const { rows } = await databasePool().query<Record<string, unknown>>(
    `SELECT * FROM ${quote(table.table)} WHERE ${condition}`,
    parametersOf(subject),
  );
  const opened = Object.values(table.opened ?? {});
  const plain = rows.map(async (row) => ({
    ...Object.fromEntries(shown.map((column) => [column, row[column]])),
    ...Object.fromEntries(
      await Promise.all(opened.map(async ({ as, open }) => [as, await open(row)] as const)),
    ),
  }));
  return {
    table: table.table,
    what: table.what,
    columns: [...shown, ...opened.map(({ as }) => as)],
    rows: await Promise.all(plain),
  };
}

/** So many at once that the database has other things to do in between. */
const BATCH = 2_000;

async function eraseTable(
  table: PersonalTable,
  all: readonly PersonalTable[],
  subject: DataSubject,
): Promise<number> {
  const { find, shared } = table;
  if (!find) return 0;
  const name = quote(table.table);
  let erased = 0;
  if (table.erase.does === "delete") erased += await deleteRows(table, ownRows(table, all), subject);
  if (!find.user || shared === undefined || shared === "keep") return erased;
  const others = `${quote(find.user)} = $1 AND $2::text[] IS NOT NULL`;
  if (shared === "delete") return erased + (await deleteRows(table, others, subject));
  await databasePool().query(
    `UPDATE ${name} SET ${quote(find.user)} = NULL WHERE ${others}`,
    parametersOf(subject),
  );
  return erased;
}

async function deleteRows(
  { table, key = ["ctid"] }: PersonalTable,
  condition: string,
  subject: DataSubject,
): Promise<number> {
  const [name, row] = [quote(table), key.map(quote).join(", ")];
  const statement = `DELETE FROM ${name} WHERE (${row}) IN (SELECT ${row} FROM ${name} WHERE ${condition} LIMIT ${BATCH})`;
  for (let deleted = 0; ;) {
    const count = await eraseRows(statement, parametersOf(subject));
    deleted += count;
    if (count < BATCH) return deleted;
  }
}

const parametersOf = ({ userId, organizationIds }: DataSubject) => [userId, [...organizationIds]];

/** Rows that go with the subject: of the organizations that are theirs alone, or of the person where it has no organization. */
function ownRows(table: PersonalTable, all: readonly PersonalTable[]): string {
  const { organization, user, within } = table.find ?? {};
  if (within) return inParent(within, all, ownRows);
  if (organization) return `${quote(organization)} = ANY($2::text[]) AND $1::text IS NOT NULL`;
  return `${quote(user ?? "")} = $1 AND $2::text[] IS NOT NULL`;
}

/** Rows that are the subject's to see: also what the person made in organizations that they share. */
function rowsOf(table: PersonalTable, all: readonly PersonalTable[]): string {
  const { organization, user, within } = table.find ?? {};
  if (within) return inParent(within, all, rowsOf);
  const ways = [
    ...(organization ? [`${quote(organization)} = ANY($2::text[])`] : []),
    ...(user ? [`${quote(user)} = $1`] : []),
  ];
  return `(${ways.join(" OR ")}) AND $1::text IS NOT NULL AND $2::text[] IS NOT NULL`;
}

function inParent(
  { table, column }: { table: string; column: string },
  all: readonly PersonalTable[],
  condition: typeof rowsOf,
): string {
  const parent = all.find((each) => each.table === table);
  if (!parent) throw new Error(`No table ${table} is declared beside the one that belongs to it.`);
  return `${quote(column)} IN (SELECT id FROM ${quote(table)} WHERE ${condition(parent, all)})`;
}

/** Names come from our own declarations; quoted all the same. */
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
