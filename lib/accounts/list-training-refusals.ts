import type { Tx } from "@/lib/db";

/** Organizations whose things may not improve models now, whatever they said before, and those that agreed to it. */
export async function listTrainingRefusals(tx: Tx): Promise<{ denied: Set<string>; given: Set<string> }> {
  const rows = await tx.organization.findMany({
    where: {
      OR: [
        { trainingConsent: { not: null } },
        { restrictedAt: { not: null } },
        { frozenAt: { not: null } },
        { processingFloor: { path: ["training"], equals: "deny" } },
      ],
    },
    select: { id: true, trainingConsent: true, restrictedAt: true, frozenAt: true, processingFloor: true },
  });
  const denies = (row: (typeof rows)[number]): boolean =>
    row.trainingConsent === false ||
    row.restrictedAt !== null ||
    row.frozenAt !== null ||
    (row.processingFloor as { training?: string } | null)?.training === "deny";
  return {
    denied: new Set(rows.filter(denies).map(({ id }) => id)),
    given: new Set(rows.filter(({ trainingConsent }) => trainingConsent === true).map(({ id }) => id)),
  };
}
