import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db } from "@/lib/db";
import { removeObject } from "@/lib/storage";
import { EXPORT_DAYS } from "./export-end-user";

const REQUEST_DAYS = 730;
const before = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);

/** The file first: a row without one is found again, a file without a row would not be. */
async function expireExports(limit: number): Promise<number> {
  const due = await db().dataExport.findMany({ where: { expiresAt: { lte: clock.now() } }, take: limit });
  for (const { id, object } of due) {
    await removeObject(object);
    await db().dataExport.deleteMany({ where: { id } });
  }
  return due.length;
}

async function expireRequests(limit: number): Promise<number> {
  const due = await db().dataSubjectRequest.findMany({
    where: { completedAt: { lte: before(REQUEST_DAYS) }, exports: { none: {} } },
    take: limit,
    select: { id: true },
  });
  await db().dataSubjectRequest.deleteMany({ where: { id: { in: due.map(({ id }) => id) } } });
  return due.length;
}

/** How long the answers to data-subject requests are kept, and the requests themselves as evidence. */
export const privacyRetention: readonly RetentionRule[] = [
  {
    id: "exports",
    what: "ZIP files made for access and portability requests",
    keptHours: () => EXPORT_DAYS * 24,
    countedFrom: "The end of the export",
    removes: "The file; its address answers 410",
    sweep: expireExports,
  },
  {
    id: "data_subject_requests",
    what: "Data-subject requests: type, times, outcome and a keyed hash of the end user's name",
    keptHours: () => REQUEST_DAYS * 24,
    countedFrom: "The request's end",
    removes: "The request; its audit entries stay",
    sweep: expireRequests,
  },
];
