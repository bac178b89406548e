import { ownerIdOf } from "@/lib/core/object-owner";
import { databasePool } from "@/lib/db";

/** Of some objects, those of generations whose retention is `zero`: nothing may keep a copy of them. */
export async function findZeroRetention(objects: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(objects.map(ownerIdOf))].filter((id) => id.startsWith("gen_"));
  const { rows } = await databasePool().query<{ id: string }>(
    "SELECT id FROM generations WHERE id = ANY($1::text[]) AND processing ->> 'retention' = 'zero'",
    [ids],
  );
  const zero = new Set(rows.map(({ id }) => id));
  return new Set(objects.filter((object) => zero.has(ownerIdOf(object))));
}
