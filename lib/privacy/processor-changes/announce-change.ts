import { endRefusal, refuseProcessor, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Prisma, type Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { PROCESSOR_NOTICE_JOB } from "../job-names";
import {
  NOTICE_DAYS,
  type AnnounceProcessorChange,
  type DraftProcessorChange,
} from "../processor-change-schema";

/**
 * Writes down what is to change in the register; nobody is told and nothing holds yet. A party abroad needs the ground on
 * which data may go there. Throws `invalid_request`.
 */
export async function draftProcessorChange(
  ctx: Context,
  { kind, summary, entry }: DraftProcessorChange,
): Promise<{ id: string }> {
  requireStaff(ctx, ["privacy"]);
  if (kind !== "ended" && (!entry.country || !entry.transfer_mechanism))
    throw new AppError(
      "invalid_request",
      "Name the country and what a transfer there rests on, such as “none needed: inside the EEA”, “adequacy decision” or “standard contractual clauses, module 3”.",
      { param: "entry" },
    );
  const id = newId("processorChange");
  await transaction(ctx, async (tx) => {
    await tx.processorChange.create({
      data: {
        ...{ id, processor: entry.name, kind, summary, entry },
        createdBy: ctx.actor.kind === "staff" ? ctx.actor.userId : "operator",
        createdAt: clock.now(),
      },
    });
    await audit(tx, ctx, "processor_change.draft", id);
  });
  return { id };
}

/**
 * Announces a draft: at least 30 days ahead everybody who decides for an organization is mailed, and the pages and the feed
 * show it. Until it is in force a party that is added gets nobody's data, whoever set it up. Throws `invalid_request` where
 * that is too soon, `conflict` for what is no draft, `not_found`.
 */
export async function announceProcessorChange(
  ctx: Context,
  { id, effective_at }: AnnounceProcessorChange,
): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  const now = clock.now();
  const effectiveAt = new Date(effective_at);
  const earliest = earliestFrom(now);
  if (effectiveAt < earliest)
    throw new AppError(
      "invalid_request",
      `A change of processors is announced ${NOTICE_DAYS} days ahead: name ${earliest.toISOString()} or later.`,
      { param: "effective_at" },
    );
  await transaction(ctx, (tx) => announceDraft(tx, ctx, { id, now, effectiveAt }));
}

/** The day on which something may begin that is announced at a moment. */
export const earliestFrom = (now: Date): Date => new Date(now.getTime() + NOTICE_DAYS * 86_400_000);

/** Whoever calls has checked who asks, and that the day is far enough ahead. */
export async function announceDraft(
  tx: Tx,
  ctx: Context,
  { id, now, effectiveAt }: { id: string; now: Date; effectiveAt: Date },
): Promise<void> {
  const row = await tx.processorChange.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", "There is no such change.");
  const { count } = await tx.processorChange.updateMany({
    where: { id, announcedAt: null, withdrawnAt: null },
    data: { announcedAt: now, effectiveAt },
  });
  if (count === 0)
    throw new AppError("conflict", "This change is announced or withdrawn; write a further one.");
  await holdBack(tx, row, now, effectiveAt);
  await enqueue(tx, PROCESSOR_NOTICE_JOB, { id }, { jobKey: `${PROCESSOR_NOTICE_JOB}:${id}` });
  const detail = { effective_at: effectiveAt.toISOString() };
  await audit(tx, ctx, "processor_change.announce", id, detail);
}

/** What is added begins on its day and not before; what ends gets nothing from its day on. */
async function holdBack(
  tx: Tx,
  { id: changeId, kind, processor }: { id: string; kind: string; processor: string },
  now: Date,
  effectiveAt: Date,
): Promise<void> {
  const everybody = { changeId, organizationId: "", processor };
  if (kind === "added") {
    // Who had ended, or was withdrawn, may come again.
    await endRefusal(tx, { processor, organizationId: "" });
    await refuseProcessor(tx, { ...everybody, fromAt: now, untilAt: effectiveAt });
  }
  if (kind === "ended") await refuseProcessor(tx, { ...everybody, fromAt: effectiveAt, untilAt: null });
}

/** Takes a change back before it is in force: what was to be added gets nobody's data then either. Throws `conflict`. */
export async function withdrawProcessorChange(ctx: Context, { id }: { id: string }): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  const now = clock.now();
  await transaction(ctx, async (tx) => {
    const row = await tx.processorChange.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such change.");
    const { count } = await tx.processorChange.updateMany({
      where: { id, withdrawnAt: null, OR: [{ effectiveAt: null }, { effectiveAt: { gt: now } }] },
      data: { withdrawnAt: now },
    });
    if (count === 0) throw new AppError("conflict", "This change is in force or withdrawn.");
    if (row.announcedAt && row.kind === "ended") await endRefusal(tx, { changeId: id, organizationId: "" });
    if (row.announcedAt && row.kind === "added")
      await refuseProcessor(tx, {
        ...{ changeId: id, organizationId: "", processor: row.processor },
        ...{ fromAt: row.announcedAt, untilAt: null },
      });
    await audit(tx, ctx, "processor_change.withdraw", id);
  });
}

const audit = (
  tx: Tx,
  ctx: Context,
  action: `processor_change.${string}`,
  subjectId: string,
  detail?: Prisma.InputJsonObject,
) => recordAudit(tx, { ...ctx, organizationId: "" }, { action, subjectId, detail });
