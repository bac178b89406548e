import { clock } from "@/lib/core/clock";
import type { NoteRemoved, RetentionRule, Spared } from "@/lib/core/retention";
import { db, rowRule, statementsIn, transaction, type Tx } from "@/lib/db";
import { removeObject } from "@/lib/storage";
import { closedAccountRetention } from "./closed-accounts";
import { EXPORT_DAYS } from "./export-end-user";
import { importsOf, setImportsApart } from "./import/set-apart";

const REQUEST_MONTHS = 24;
const REQUEST_HOURS = 730 * 24;
const UNCONFIRMED_DAYS = 30;

const endUsersDue = (asOf: Date, { organizationIds }: Spared) => ({
  expiresAt: { lte: asOf },
  request: { organizationId: { notIn: [...organizationIds] } },
});
const peopleDue = (asOf: Date, { userIds, organizationIds }: Spared) => ({
  expiresAt: { lte: asOf },
  userId: { notIn: [...userIds] },
  // What was brought into an organization is the organization's, too.
  NOT: importsOf(organizationIds),
});

async function expireExports(limit: number, spared: Spared, note?: NoteRemoved): Promise<number> {
  const now = clock.now();
  await setImportsApart(spared);
  let removed = 0;
  const endUsers = await db().dataExport.findMany({ where: endUsersDue(now, spared), take: limit });
  for (const { id, object } of endUsers)
    removed += await removeExport(object, (tx) => tx.dataExport.deleteMany({ where: { id } }), note);
  const take = limit - endUsers.length;
  const people = take > 0 ? await db().personExport.findMany({ where: peopleDue(now, spared), take }) : [];
  for (const { id, object } of people)
    removed += await removeExport(object, (tx) => tx.personExport.deleteMany({ where: { id } }), note);
  return removed;
}

/** The file first: a row without one is found again, a file without a row would not be. */
async function removeExport(
  object: string,
  removeRow: (tx: Tx) => Promise<{ count: number }>,
  note?: NoteRemoved,
): Promise<number> {
  await removeObject(object);
  return transaction(undefined, async (tx) => {
    const { count } = await removeRow(tx);
    if (count > 0) await note?.(count, statementsIn(tx));
    return count;
  });
}

/** How long the answers to requests are kept, the requests themselves as evidence, and accounts that were closed. */
export const privacyRetention: readonly RetentionRule[] = [
  closedAccountRetention,
  {
    id: "exports",
    what: "ZIP files made for people and end users who asked for their data, or brought along by people",
    keptHours: () => EXPORT_DAYS * 24,
    countedFrom: "The end of the export",
    removes: "The file; its address answers 410",
    due: async (asOf, spared) =>
      (await db().dataExport.count({ where: endUsersDue(asOf, spared) })) +
      (await db().personExport.count({ where: peopleDue(asOf, spared) })),
    sweep: expireExports,
  },
  rowRule({
    id: "data_subject_requests",
    what: "Data-subject requests: type, times, outcome and a keyed hash of the end user's name",
    keptHours: () => REQUEST_HOURS,
    countedFrom: "The request's end",
    removes: "The request; its audit entries stay",
    table: "data_subject_requests",
    due: `completed_at <= $1::timestamptz - interval '${REQUEST_HOURS} hours'
      AND NOT EXISTS (SELECT FROM data_exports WHERE request_id = data_subject_requests.id)`,
    organization: "organization_id",
  }),
  rowRule({
    id: "privacy_requests",
    what: "What people asked about themselves: type, times, outcome and receipt",
    keptHours: () => REQUEST_HOURS,
    countedFrom: `The request's end; ${UNCONFIRMED_DAYS} days from the asking where it was never confirmed`,
    removes: "The request with its receipt",
    table: "privacy_requests",
    due: `(completed_at <= $1::timestamptz - interval '${REQUEST_MONTHS} months'
        OR status = 'unconfirmed' AND received_at <= $1::timestamptz - interval '${UNCONFIRMED_DAYS} days')
      AND NOT EXISTS (SELECT FROM person_exports WHERE request_id = privacy_requests.id)`,
    user: "user_id",
  }),
  rowRule({
    id: "outside_requests",
    what: "What was asked without signing in: sealed, until the address was verified; its state afterwards",
    keptHours: () => REQUEST_HOURS,
    countedFrom:
      "The request; a day where no code came back, and fourteen days where a person did not confirm their agent",
    removes: "All of it; the privacy request that it became has a rule of its own",
    table: "outside_requests",
    due: "expires_at <= $1::timestamptz",
  }),
];
