import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { endAlert } from "@/lib/status";
import { whoOf } from "../legal-holds";
import type { AssessBreach, Breach, CloseBreach, RecordBreach, ReportBreach } from "../register-schema";

const HOUR_MS = 3_600_000;
/** GDPR 33(1): counted from when we are aware of it, weekends included. */
const NOTIFY_HOURS = 72;

/** The breaches of personal data, open ones first, the nearest deadline first. For the staff. */
export async function listBreaches(ctx: Context): Promise<Breach[]> {
  requireStaff(ctx);
  const rows = await db().breach.findMany({
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { notifyBy: "asc" }],
    take: 200,
  });
  return rows.map(toBreach);
}

/**
 * Writes down a breach; 72 hours run from `aware_at`. For the privacy staff. Throws `invalid_request` where the moments
 * are not in their order or lie ahead.
 */
export async function recordBreach(ctx: Context, input: RecordBreach): Promise<Breach> {
  requireStaff(ctx, ["privacy"]);
  const now = clock.now();
  const [firstAlertAt, awareAt] = [new Date(input.first_alert_at), new Date(input.aware_at)];
  if (awareAt > now || firstAlertAt > awareAt)
    throw new AppError(
      "invalid_request",
      "The first alert comes before we are aware of a breach, and neither lies ahead.",
      { param: "aware_at" },
    );
  return transaction(ctx, async (tx) => {
    const row = await tx.breach.create({
      data: {
        ...{ id: newId("breach"), summary: input.summary, firstAlertAt, awareAt },
        notifyBy: new Date(awareAt.getTime() + NOTIFY_HOURS * HOUR_MS),
        ...{ createdBy: whoOf(ctx), createdAt: now },
      },
    });
    await recordAudit(tx, ctx, { action: "breach.record", subjectId: row.id });
    return toBreach(row);
  });
}

/** Writes down what is known by now: in phases, as GDPR 33(4) allows. Throws `conflict` once it is closed, `not_found`. */
export const assessBreach = (ctx: Context, { id, ...known }: AssessBreach): Promise<Breach> =>
  change(ctx, id, "breach.assess", () => ({
    risk: known.risk,
    categories: known.categories,
    peopleCount: known.people_count,
    organizationIds: known.organization_ids,
    consequences: known.consequences || null,
    measures: known.measures || null,
  }));

/** Writes down that the authority was told. Throws `invalid_request` where that is late and no reason is given. */
export const reportBreach = (
  ctx: Context,
  { id, authority, late_reason: lateReason }: ReportBreach,
): Promise<Breach> =>
  change(ctx, id, "breach.report", (row) => {
    if (row.authorityToldAt) throw new AppError("conflict", "The authority has been told of this breach.");
    const now = clock.now();
    if (now > row.notifyBy && !lateReason)
      throw new AppError("invalid_request", "72 hours have passed: say why it was not reported sooner.", {
        param: "late_reason",
      });
    return { authorityToldAt: now, authority, lateReason: lateReason || null };
  });

/**
 * Ends a breach. Throws `conflict` where it is not decided what it means for people, or where it puts them at risk and the
 * authority, or at high risk the customers, do not know.
 */
export const closeBreach = (ctx: Context, { id, note }: CloseBreach): Promise<Breach> =>
  change(ctx, id, "breach.close", (row) => {
    const missing =
      row.risk === "unknown"
        ? "Decide first what risk it is for people."
        : row.risk !== "none" && !row.authorityToldAt
          ? "It puts people at risk: report it to the authority first."
          : row.risk === "high" && !row.customersToldAt
            ? "It puts people at high risk: tell those concerned first."
            : undefined;
    if (missing) throw new AppError("conflict", missing);
    return { closedAt: clock.now(), closingNote: note };
  });

/** One change of an open breach, audited, on a locked row. */
function change(
  ctx: Context,
  id: string,
  action: `breach.${string}`,
  decide: (row: Prisma.BreachModel) => Prisma.BreachUpdateInput,
): Promise<Breach> {
  requireStaff(ctx, ["privacy"]);
  return transaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM breaches WHERE id = ${id} FOR UPDATE`;
    const row = await tx.breach.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such breach.");
    if (row.closedAt) throw new AppError("conflict", "This breach is closed. Record a further one.");
    const next = await tx.breach.update({ where: { id }, data: decide(row) });
    if (!isUnreported(next)) await endAlert(tx, alertOf(id));
    await recordAudit(tx, ctx, { action, subjectId: id });
    return toBreach(next);
  });
}

/** By what name who is on call is told of it. */
export const alertOf = (id: string): string => `breach:${id}`;

/** Whether the authority still has to be told. */
export const isUnreported = (row: Prisma.BreachModel): boolean =>
  !row.closedAt && !row.authorityToldAt && row.risk !== "none";

export const hoursLeft = ({ notifyBy }: Pick<Prisma.BreachModel, "notifyBy">): number =>
  Math.floor((notifyBy.getTime() - clock.now().getTime()) / HOUR_MS);

const toBreach = (row: Prisma.BreachModel): Breach => ({
  id: row.id,
  summary: row.summary,
  first_alert_at: row.firstAlertAt.toISOString(),
  aware_at: row.awareAt.toISOString(),
  notify_by: row.notifyBy.toISOString(),
  hours_left: isUnreported(row) ? hoursLeft(row) : null,
  risk: row.risk as Breach["risk"],
  categories: row.categories as Breach["categories"],
  people_count: row.peopleCount,
  organization_ids: row.organizationIds,
  consequences: row.consequences ?? "",
  measures: row.measures ?? "",
  authority: row.authority,
  authority_told_at: row.authorityToldAt?.toISOString() ?? null,
  late_reason: row.lateReason,
  customers_told_at: row.customersToldAt?.toISOString() ?? null,
  closed_at: row.closedAt?.toISOString() ?? null,
  closing_note: row.closingNote,
});
