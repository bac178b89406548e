import type { PersonalObjects, PersonalRoom, PersonalTable } from "@/lib/core/personal-data";
import { personalRooms } from "./rooms";

export interface DataMapFaults {
  /** Columns of the database that no room claims. */
  unclaimed: string[];
  /** Columns that are claimed more than once. */
  claimedTwice: string[];
  /** Columns that are claimed and do not exist. */
  absent: string[];
}

/** Holds what the rooms claim against the columns that there are, each as `table.column`. */
export function findFaults(
  existing: readonly string[],
  rooms: readonly PersonalRoom[] = personalRooms,
): DataMapFaults {
  const claimed = rooms.flatMap((room) =>
    room.tables.flatMap(({ table, columns }) =>
      Object.values(columns)
        .flat()
        .map((column) => `${table}.${column}`),
    ),
  );
  const known = new Set(existing);
  const once = new Set(claimed);
  return {
    unclaimed: existing.filter((column) => !once.has(column)),
    claimedTwice: [...once].filter((column) => claimed.indexOf(column) !== claimed.lastIndexOf(column)),
    absent: [...once].filter((column) => !known.has(column)),
  };
}

export interface DataMapLine extends Omit<PersonalTable, "columns" | "find" | "opened"> {
  room: string;
  columns: { name: string; category: string }[];
}

/** The map as lines, a table each, for whoever prints it. */
export const dataMapLines = (): DataMapLine[] =>
  personalRooms.flatMap(({ room, tables }) =>
    tables.map((table) => ({
      ...table,
      room,
      columns: Object.entries(table.columns).flatMap(([category, names]) =>
        names.map((name) => ({ name, category })),
      ),
    })),
  );

/** What is kept as files. */
export const storedObjects = (): (PersonalObjects & { room: string })[] =>
  personalRooms.flatMap(({ room, objects }) => objects.map((each) => ({ ...each, room })));
