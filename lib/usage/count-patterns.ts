import { SMALLEST_GROUP } from "@/lib/core/small-group";
import { Prisma, type Tx } from "@/lib/db";

export interface UsagePattern {
  setting: "engine" | "format" | "quality" | "resolution";
  value: string;
  organizations: number;
  models: number;
  failed: number;
}

/**
 * What the models of these organizations were made with: groups behind which stand fewer than ten people are dropped, however
 * many organizations those have. What belongs to an end user is the customer's and never counted, nor is what may only be
 * kept, was deleted, or was a test. Whoever calls has asked who agrees.
 */
export function countPatterns(
  tx: Tx,
  { organizationIds, exceptUserIds }: { organizationIds: string[]; exceptUserIds: string[] },
  since: Date,
): Promise<UsagePattern[]> {
  return tx.$queryRaw<UsagePattern[]>(Prisma.sql`
    SELECT used.setting, used.value, COUNT(DISTINCT organization_id)::int AS organizations,
      COUNT(*)::int AS models, (COUNT(*) FILTER (WHERE status = 'failed'))::int AS failed
    FROM generations generation
      CROSS JOIN LATERAL (
        SELECT min(user_id) AS person FROM memberships
        WHERE memberships.organization_id = generation.organization_id AND role = 'owner') AS owner
      CROSS JOIN LATERAL (
        VALUES ('engine', COALESCE(engine, engine_requested)), ('quality', quality), ('resolution', resolution::text)
        UNION ALL SELECT 'format', unnest(formats)) AS used (setting, value)
    WHERE organization_id = ANY(${organizationIds}) AND created_at >= ${since} AND NOT test
      AND restricted_at IS NULL AND deleted_at IS NULL AND end_user_id IS NULL AND end_user_hash IS NULL
      AND (user_id IS NULL OR user_id <> ALL(${exceptUserIds}))
      AND NOT EXISTS (SELECT 1 FROM api_keys
        WHERE api_keys.id = generation.api_key_id AND created_by_user_id = ANY(${exceptUserIds}))
    GROUP BY 1, 2 HAVING COUNT(DISTINCT owner.person) >= ${SMALLEST_GROUP}
    ORDER BY 1, 3 DESC, 2`);
}
