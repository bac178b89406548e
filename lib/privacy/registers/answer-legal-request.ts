import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { CollectedTable, DataCategory, PersonalRoom } from "@/lib/core/personal-data";
import { db, recordAudit, transaction, type Context } from "@/lib/db";

export interface LegalAnswer {
  name: string;
  /** JSON: the request's number, and table by table what of it was asked for. */
  text: string;
}

/**
 * What may leave by a request: of the rows of whom it concerns, the columns of the categories in its scope and no others.
 * Given out as often as it is asked for, each time audited. Throws `forbidden` before two have agreed, `not_found`.
 *
 * @param rooms every room that keeps anything, handed down by who knows them all
 */
export async function answerLegalRequest(
  ctx: Context,
  { id }: { id: string },
  rooms: readonly PersonalRoom[],
): Promise<LegalAnswer> {
  requireStaff(ctx, ["privacy"]);
  const row = await db().legalRequest.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", "There is no such request.");
  if (!row.secondApprovedBy)
    throw new AppError("forbidden", "Nothing leaves before two people of the privacy staff have agreed.");
  const subject = {
    userId: row.userId ?? "",
    organizationIds: row.organizationId ? [row.organizationId] : [],
  };
  const tables: CollectedTable[] = [];
  for (const room of rooms)
    for await (const table of room.collect(subject)) {
      const narrowed = narrow(table, room, row.scope as DataCategory[]);
      if (narrowed.rows.length > 0 && narrowed.columns.length > 0) tables.push(narrowed);
    }
  const count = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  await transaction(ctx, async (tx) => {
    await tx.legalRequest.updateMany({
      where: { id, answeredAt: null },
      data: { answeredAt: clock.now(), answeredRows: count },
    });
    await recordAudit(tx, ctx, { action: "legal_request.answer", subjectId: id, detail: { rows: count } });
  });
  const { authority, reference, scope } = row;
  const made = { request: id, authority, reference, scope, made_at: clock.now().toISOString(), tables };
  return { name: `${id}.json`, text: JSON.stringify(made, null, 2) };
}

/** A table with the columns of some categories; what was sealed counts by what it says. */
function narrow(table: CollectedTable, room: PersonalRoom, scope: readonly DataCategory[]): CollectedTable {
  const known = room.tables.find((one) => one.table === table.table);
  const allowed = new Set([
    ...scope.flatMap((category) => known?.columns[category] ?? []),
    ...Object.values(known?.opened ?? {}).flatMap(({ as, category }) =>
      scope.includes(category) ? [as] : [],
    ),
  ]);
  const columns = table.columns.filter((column) => allowed.has(column));
  const rows = table.rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  return { ...table, columns, rows };
}
