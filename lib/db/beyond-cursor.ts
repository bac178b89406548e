/**
 * The condition for rows beyond a cursor in a list by (created_at, id): `lt` behind it where the newest come first, `gt`
 * ahead of it. The first part alone would do for the index, which begins there; of the `OR` alone it would walk to the
 * cursor from the list's beginning.
 */
export function beyondCursor({ createdAt, id }: { createdAt: Date; id: string }, side: "lt" | "gt" = "lt") {
  const from = side === "lt" ? { lte: createdAt } : { gte: createdAt };
  return {
    AND: [
      { createdAt: from },
      { OR: [{ createdAt: { [side]: createdAt } }, { createdAt, id: { [side]: id } }] },
    ],
  };
}
