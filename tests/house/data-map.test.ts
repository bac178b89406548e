import { beforeAll, describe, expect, it } from "vitest";
import { dataMapLines, findFaults, storedObjects } from "@/lib/api/personal-data/data-map";
import { recordsAsMarkdown, recordsOfProcessing } from "@/lib/api/personal-data/records-of-processing";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { objectOwners } from "@/lib/api/retention/object-owners";
import { listRetention } from "@/lib/api/retention/list-retention";
import { databasePool } from "@/lib/db";
import { freshDatabase } from "../support/database";

/** Rows 2 and 57 of the policy's table of clauses: the data map, held against the database itself. */

let existing: string[];
beforeAll(async () => {
  await freshDatabase();
  // From the catalogue itself: information_schema leaves out what this role may not read. The queue's own schema is made
  // by its library; what stands in its payloads are ids, which the audit of an erasure looks for.
  const { rows } = await databasePool().query<{ name: string }>(`
    SELECT CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname || '.' || attname AS name
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped
      AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker') ORDER BY 1`);
  existing = rows.map(({ name }) => name);
});

const where =
  "Claim each column in lib/<room>/personal-data.ts of the room that keeps it: what it is, whose, what for, how long, and what an export and an erasure do with it. A new room's door goes into lib/api/personal-data/rooms.ts as well.";

describe("row 2: the data map", () => {
  it("claims every column of the database exactly once, in every schema of ours", () => {
    expect(existing.length).toBeGreaterThan(300);
    expect(existing).toContain("fin_vault.records.tax_id");
    expect(findFaults(existing), where).toEqual({ unclaimed: [], claimedTwice: [], absent: [] });
  });

  it("would tell of a column that is new, claimed twice, or gone", () => {
    const [accounts] = personalRooms.filter(({ room }) => room === "accounts");
    expect(findFaults([...existing, "users.birthday"]).unclaimed).toContain("users.birthday");
    expect(findFaults(existing, [...personalRooms, accounts]).claimedTwice).toContain("users.email");
    expect(findFaults(existing.filter((name) => name !== "users.email")).absent).toContain("users.email");
  });

  it("claims every kind of stored object once", () => {
    const claimed = storedObjects().map(({ prefix }) => prefix);
    expect(claimed.filter((prefix) => prefix !== "probe").sort()).toEqual(
      objectOwners.map(({ prefix }) => prefix).sort(),
    );
  });

  it("says of each table how its rows are found, or why nobody's can be", () => {
    const silent = personalRooms
      .flatMap(({ tables }) => tables)
      .filter(({ find, untraceable, subject }) => !find && !untraceable && subject !== "nobody");
    expect(silent.map(({ table }) => table)).toEqual([]);
  });

  it("names for each table and kind of file a line of the table of retention", () => {
    const lines = new Set(listRetention().data.map(({ id }) => id));
    const unknown = [...dataMapLines(), ...storedObjects()].filter(({ retention }) => !lines.has(retention));
    expect(unknown.map(({ what, retention }) => `${what}: ${retention}`)).toEqual([]);
  });

  it("withholds and opens only columns that it claims", () => {
    for (const { table, columns, withheld = {}, opened = {} } of personalRooms.flatMap(
      (room) => room.tables,
    )) {
      const claimed = Object.values(columns).flat();
      for (const name of [...Object.keys(withheld), ...Object.keys(opened)])
        expect([table, claimed]).toEqual([table, expect.arrayContaining([name]) as string[]]);
    }
  });
});

it("row 57: the records of processing cover every table that says anything of a person", () => {
  const text = recordsAsMarkdown(recordsOfProcessing());
  for (const { room, table, subject } of dataMapLines())
    if (subject !== "nobody") expect(text).toContain(`${room}: ${table}`);
});
