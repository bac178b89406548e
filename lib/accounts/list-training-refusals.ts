import type { Prisma, Tx } from "@/lib/db";
import { listObjecting } from "./list-objecting";

export interface TrainingRefusals {
  /** Organizations whose things may not improve models now, whatever they said before. */
  denied: Set<string>;
  /** Those that agreed to it. */
  given: Set<string>;
  /** Whose own things may not, wherever they made them. */
  people: Set<string>;
  /** Projects whose things may not, whatever their organization says. */
  projects: Set<string>;
}

export async function listTrainingRefusals(tx: Tx): Promise<TrainingRefusals> {
  const objecting = await listObjecting(tx, "training");
  const rows = await tx.organization.findMany({
    where: {
      OR: [
        { trainingConsent: { not: null } },
        { restrictedAt: { not: null } },
        { frozenAt: { not: null } },
        // Rules are sealed: whether they say no is seen below.
        { NOT: { processingFloor: { equals: {} } } },
      ],
    },
    select: { id: true, trainingConsent: true, restrictedAt: true, frozenAt: true, processingFloor: true },
  });
  const projects = await tx.project.findMany({
    where: { OR: [{ trainingConsent: false }, { NOT: { rules: { equals: {} } } }] },
    select: { id: true, trainingConsent: true, rules: true },
  });
  const denies = (row: (typeof rows)[number]): boolean =>
    row.trainingConsent === false ||
    row.restrictedAt !== null ||
    row.frozenAt !== null ||
    sayNo(row.processingFloor);
  return {
    // Also of those who objected and to whom no worker has come yet.
    denied: new Set([...rows.filter(denies).map(({ id }) => id), ...objecting.organizationIds]),
    given: new Set(rows.filter(({ trainingConsent }) => trainingConsent === true).map(({ id }) => id)),
    people: new Set(objecting.userIds),
    projects: new Set(
      projects
        .filter(({ trainingConsent, rules }) => trainingConsent === false || sayNo(rules))
        .map(({ id }) => id),
    ),
  };
}

const sayNo = (rules: Prisma.JsonValue): boolean =>
  (rules as { training?: string } | null)?.training === "deny";
