import { AppError } from "@/lib/core/errors";
import { beyondCursor, db, type Context } from "@/lib/db";
import { findRow, visibleTo } from "./get-print";
import { toConversion, toPrintCheck, type PrintRow } from "./record";
import type { Conversion, ListPrints, PrintCheck } from "./schema";

interface Page<T> {
  object: "list";
  data: T[];
  has_more: boolean;
}

/** Newest first; `after` continues behind one. Throws `invalid_request` where it names none that the caller can see. */
export const listConversions = (ctx: Context, query: ListPrints): Promise<Page<Conversion>> =>
  list(ctx, "conversion", query, toConversion);

/** As {@link listConversions}. */
export const listPrintChecks = (ctx: Context, query: ListPrints): Promise<Page<PrintCheck>> =>
  list(ctx, "print_check", query, toPrintCheck);

async function list<T>(
  ctx: Context,
  kind: PrintRow["kind"],
  { limit, after }: ListPrints,
  present: (row: PrintRow) => T,
): Promise<Page<T>> {
  const rows = await db().print.findMany({
    where: { kind, ...visibleTo(ctx), ...(after ? await behind(ctx, kind, after) : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  return { object: "list", data: rows.slice(0, limit).map(present), has_more: rows.length > limit };
}

async function behind(ctx: Context, kind: PrintRow["kind"], id: string) {
  const { createdAt } = await findRow(ctx, kind, id).catch(() => {
    throw new AppError("invalid_request", "after takes an id out of this list.", { param: "after" });
  });
  return beyondCursor({ createdAt, id });
}
