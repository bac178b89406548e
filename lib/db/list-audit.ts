import { db } from "./client";
import type { Prisma } from "./generated/client";

export interface AuditLine {
  id: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectId: string;
  detail: Prisma.JsonValue;
  createdAt: Date;
}

interface AuditSearch {
  organizationId: string;
  actions: readonly string[];
  /** From the first moment on, and before the second. */
  between?: readonly [Date, Date];
  limit: number;
}

/**
 * What its people and keys did to an organization's things, of some kinds, the newest first; not what carried it out. Whoever calls has checked who asks.
 */
export const listAudit = ({ organizationId, actions, between, limit }: AuditSearch): Promise<AuditLine[]> =>
  db().auditEvent.findMany({
    where: {
      organizationId,
      actorKind: { in: ["user", "key"] },
      action: { in: [...actions] },
      ...(between && { createdAt: { gte: between[0], lt: between[1] } }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });

/** The months (UTC) in which they did something of these kinds, such as `2026-11`, the newest first. */
export async function listAuditMonths(organizationId: string, actions: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ month: string }[]>`
    SELECT DISTINCT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM audit_events
    WHERE organization_id = ${organizationId} AND actor_kind IN ('user', 'key') AND action = ANY(${[...actions]})
    ORDER BY month DESC`;
  return rows.map(({ month }) => month);
}
