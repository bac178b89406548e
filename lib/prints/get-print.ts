import { requireContent } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { toConversion, toPrintCheck, type PrintRow } from "./record";
import type { Conversion, PrintCheck } from "./schema";

/** One conversion of the organization. Throws `not_found`, the same for another organization's and for a deleted one. */
export async function getConversion(ctx: Context, id: string): Promise<Conversion> {
  return toConversion(await findRow(ctx, "conversion", id));
}

/** One print check of the organization. Throws `not_found` as {@link getConversion}. */
export async function getPrintCheck(ctx: Context, id: string): Promise<PrintCheck> {
  return toPrintCheck(await findRow(ctx, "print_check", id));
}

/** The row itself, for verbs that go on with it. */
export async function findRow(ctx: Context, kind: PrintRow["kind"], id: string): Promise<PrintRow> {
  const row = await (ctx.tx ?? db()).print.findFirst({ where: { id, kind, ...visibleTo(ctx) } });
  if (row) return row;
  throw notFound(kind);
}

/** What the caller may see at all: its organization's, not deleted, and for a key its own world, test or live. */
export function visibleTo(ctx: Context) {
  requireContent(ctx);
  const { actor, organizationId } = ctx;
  const world = actor.kind === "key" ? { test: actor.test } : {};
  return { organizationId, deletedAt: null, ...world };
}

export const notFound = (kind: PrintRow["kind"]): AppError =>
  new AppError(
    "not_found",
    `There is no such ${kind.replace("_", " ")}. Check the id, and that the key belongs to its organization.`,
  );
