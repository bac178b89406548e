import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, type Context, type Prisma } from "@/lib/db";
import { listProcessors } from "../list-processors";
import type { OwnChange, ProcessorChange, ProcessorEntry } from "../processor-change-schema";
import type { AnnouncedChange, ProcessorRegister } from "../processor-schema";
import { requirePrivacyAccess } from "../require-privacy-access";

/** So long after its day a change still stands on the pages and in the feed. */
const SHOWN_DAYS = 365;

/** The register with what was announced: who is to be added stands in it as such. */
export async function getProcessorRegister(): Promise<ProcessorRegister> {
  const register = listProcessors();
  const rows = (await readAnnounced()).filter(({ effectiveAt }) => effectiveAt! > clock.now());
  const known = new Set(register.data.map(({ name }) => name));
  const coming = rows
    .filter(({ kind, processor }) => kind === "added" && !known.has(processor))
    .map((row) => ({ ...entryOf(row), status: "announced" as const }));
  const held = new Set(rows.filter(({ kind }) => kind === "added").map(({ processor }) => processor));
  const present = register.data.map((one) => ({
    ...one,
    // Set up already, and held back until its day.
    status: held.has(one.name) ? ("announced" as const) : one.status,
  }));
  return { ...register, data: [...present, ...coming], changes: rows.map(toAnnounced) };
}

/** What was announced and not withdrawn, the next to come first: for everybody, a year back. */
export async function listProcessorChanges(): Promise<AnnouncedChange[]> {
  return (await readAnnounced()).map(toAnnounced);
}

/** All changes with their state, drafts as well, the newest first. For the privacy staff. */
export async function listAllChanges(ctx: Context): Promise<ProcessorChange[]> {
  requireStaff(ctx, ["privacy"]);
  const rows = await db().processorChange.findMany({
    orderBy: { createdAt: "desc" },
    include: { objections: { orderBy: { objectedAt: "asc" } } },
    take: 200,
  });
  return rows.map((row) => ({
    ...{ id: row.id, processor: row.processor, kind: row.kind as AnnouncedChange["kind"] },
    ...{ summary: row.summary, entry: entryOf(row), state: stateOf(row), told: row.told },
    announced_at: row.announcedAt?.toISOString() ?? null,
    effective_at: row.effectiveAt?.toISOString() ?? null,
    objections: row.objections.map(({ organizationId, reason, objectedAt }) => ({
      ...{ organization_id: organizationId, reason, objected_at: objectedAt.toISOString() },
      refusable: isRefusable(row.processor),
    })),
  }));
}

/** What was announced, and what the organization said to it. */
export async function listOwnChanges(ctx: Context): Promise<OwnChange[]> {
  requirePrivacyAccess(ctx, "see");
  const { organizationId } = ctx;
  const objections = await db().processorObjection.findMany({ where: { organizationId } });
  return (await readAnnounced()).map((row) => ({
    ...toAnnounced(row),
    entry: entryOf(row),
    objected_at: objections.find(({ changeId }) => changeId === row.id)?.objectedAt.toISOString() ?? null,
    open: row.kind !== "ended" && row.effectiveAt! > clock.now(),
    refusable: isRefusable(row.processor),
  }));
}

/**
 * Who carries mails or keeps the bucket is asked for no organization in particular: a person decides what becomes of an
 * objection to them, and no customer is told that their data stays away.
 */
export const isRefusable = (processor: string): boolean => !/^(mail|storage):/.test(processor);

type Row = Prisma.ProcessorChangeModel;

const readAnnounced = (): Promise<Row[]> =>
  db().processorChange.findMany({
    where: {
      announcedAt: { not: null },
      withdrawnAt: null,
      effectiveAt: { gt: new Date(clock.now().getTime() - SHOWN_DAYS * 86_400_000) },
    },
    orderBy: { effectiveAt: "asc" },
    take: 200,
  });

const entryOf = ({ entry }: Row): ProcessorEntry => entry as unknown as ProcessorEntry;

const toAnnounced = ({ id, processor, kind, summary, announcedAt, effectiveAt }: Row): AnnouncedChange => ({
  ...{ id, processor, kind: kind as AnnouncedChange["kind"], summary },
  announced_at: announcedAt!.toISOString(),
  effective_at: effectiveAt!.toISOString(),
});

function stateOf({ announcedAt, effectiveAt, withdrawnAt }: Row): ProcessorChange["state"] {
  if (withdrawnAt) return "withdrawn";
  if (!announcedAt || !effectiveAt) return "draft";
  return effectiveAt <= clock.now() ? "effective" : "announced";
}
