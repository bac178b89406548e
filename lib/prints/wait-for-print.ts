import { followChanges, type Context } from "@/lib/db";
import { unfinished } from "./end-print";
import { findRow } from "./get-print";
import { toConversion, toPrintCheck, type PrintRow } from "./record";
import type { Conversion, PrintCheck } from "./schema";

/** Answers as soon as the conversion has finished, or after `seconds` with where it stands by then. Throws `not_found`. */
export async function waitForConversion(ctx: Context, id: string, seconds: number): Promise<Conversion> {
  return toConversion(await waitFor(ctx, "conversion", id, seconds));
}

/** As {@link waitForConversion}. */
export async function waitForPrintCheck(ctx: Context, id: string, seconds: number): Promise<PrintCheck> {
  return toPrintCheck(await waitFor(ctx, "print_check", id, seconds));
}

async function waitFor(ctx: Context, kind: PrintRow["kind"], id: string, seconds: number): Promise<PrintRow> {
  const deadline = AbortSignal.timeout(seconds * 1000);
  const changes = followChanges("print_changed", id, deadline);
  try {
    for (;;) {
      const row = await findRow(ctx, kind, id);
      if (deadline.aborted || !unfinished.some((status) => status === row.status)) return row;
      await changes.next();
    }
  } finally {
    changes.end();
  }
}
