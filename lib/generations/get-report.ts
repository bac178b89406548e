import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { findRow, present } from "./get-generation";
import type { PrintReport } from "./schema";

/** The print report of a completed generation alone. Throws `not_found`, or `download_not_ready` before that. */
export async function getReport(ctx: Context, id: string): Promise<PrintReport> {
  const { report, status } = await present(await findRow(ctx, id));
  if (report) return report;
  throw new AppError(
    "download_not_ready",
    `The generation is ${status}; a report stands with a completed one.`,
  );
}
