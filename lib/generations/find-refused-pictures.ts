import { Prisma, type Tx } from "@/lib/db";

/** Who said no, as accounts know it. */
interface Refusals {
  denied: ReadonlySet<string>;
  given: ReadonlySet<string>;
  people: ReadonlySet<string>;
  projects: ReadonlySet<string>;
}

/**
 * Of some pictures, by SHA-256, those that somebody also sent without allowing that they improve models: the same bytes
 * can stand in several generations, and one no is enough.
 */
export async function findRefusedPictures(
  tx: Tx,
  pictures: readonly string[],
  { denied, given, people, projects }: Refusals,
): Promise<string[]> {
  if (pictures.length === 0) return [];
  const rows = await tx.$queryRaw<{ sha256: string }[]>(Prisma.sql`
    SELECT DISTINCT input->>'sha256' AS sha256
    FROM generations, jsonb_array_elements(digests->'input') AS input
    WHERE input->>'name' <> 'prompt' AND input->>'sha256' = ANY(${[...pictures]})
      AND (NOT training_eligible OR restricted_at IS NOT NULL
        OR organization_id = ANY(${[...denied]}) OR user_id = ANY(${[...people]})
        OR project_id = ANY(${[...projects]})
        OR (end_user_hash IS NOT NULL AND NOT organization_id = ANY(${[...given]})))`);
  return rows.map(({ sha256 }) => sha256);
}
