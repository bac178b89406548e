import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { removeObjects } from "@/lib/storage";
import { findRow } from "./get-print";
import { PURGE_JOB } from "./job-names";
import type { PrintRow } from "./record";

/** Takes a conversion out of sight at once and its files off the disk by a job; one that runs stops. Throws `not_found`. */
export async function deleteConversion(ctx: Context, id: string) {
  await remove(ctx, "conversion", id);
  return { id, object: "conversion", deleted: true } as const;
}

/** As {@link deleteConversion}. */
export async function deletePrintCheck(ctx: Context, id: string) {
  await remove(ctx, "print_check", id);
  return { id, object: "print_check", deleted: true } as const;
}

async function remove(ctx: Context, kind: PrintRow["kind"], id: string): Promise<void> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  await transaction(ctx, async (tx) => {
    await findRow({ ...ctx, tx }, kind, id);
    await tx.print.update({ where: { id }, data: { deletedAt: clock.now() } });
    await enqueue(tx, PURGE_JOB, { printId: id }, { jobKey: `${PURGE_JOB}:${id}` });
    await recordAudit(tx, ctx, { action: `${kind}.delete`, subjectId: id });
  });
}

/**
 * Job body: removes everything that was kept for a deleted print, also what an attempt that was killed left behind, then
 * what points to it. Safe to run again.
 */
export async function purgePrint(id: string): Promise<void> {
  const row = await db().print.findUnique({ where: { id } });
  if (!row?.deletedAt) return;
  await removeObjects(row.organizationId, id);
  await db().print.update({
    where: { id },
    data: {
      uploadObject: null,
      resultObject: null,
      sha256: null,
      settings: {},
      faults: Prisma.DbNull,
      repairs: Prisma.DbNull,
      report: Prisma.DbNull,
      verdict: Prisma.DbNull,
      // They may name the files that came along.
      notes: [],
      errorMessage: null,
      storedBytes: 0,
    },
  });
}
