import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context, type Prisma, type Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { ANNOUNCE_JOB, POLICY_EFFECTIVE_JOB } from "./job-names";
import { forgetNotice } from "./policy-notice";
import { getPolicyVersion, hashOf, showText, type PolicyVersion } from "./policy-versions";
import { DraftPolicy, NOTICE_DAYS, type DiscardPolicy, type SchedulePolicy } from "./schema";

/** A further version, which nobody sees before it is scheduled. Throws `forbidden`, `not_found` for whoever is no staff. */
export async function draftPolicy(ctx: Context, draft: DraftPolicy): Promise<{ version: number }> {
  requireStaff(ctx, ["privacy"]);
  const { document, text, summary, material } = DraftPolicy.parse(draft);
  return transaction(ctx, async (tx) => {
    await lock(tx, document);
    const newest = await tx.policyVersion.findFirst({ where: { document }, orderBy: { version: "desc" } });
    if (newest && newest.effectiveAt === null) {
      const { version } = newest;
      await tx.policyVersion.update({
        where: { document_version: { document, version } },
        data: { text, summary, material },
      });
      await audit(tx, ctx, "policy.redraft", document, version);
      return { version };
    }
    const version = (newest?.version ?? 1) + 1;
    const createdBy = ctx.actor.kind === "staff" ? ctx.actor.userId : "operator";
    await tx.policyVersion.create({
      data: { document, version, text, summary, material, createdBy, createdAt: clock.now() },
    });
    await audit(tx, ctx, "policy.draft", document, version);
    return { version };
  });
}

/** Throws a draft away; nobody has seen it. Throws `conflict` for what is published, `not_found`. */
export async function discardPolicy(ctx: Context, { document, version }: DiscardPolicy): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  await transaction(ctx, async (tx) => {
    await lock(tx, document);
    await requireDraft(tx, document, version);
    await tx.policyVersion.delete({ where: { document_version: { document, version } } });
    await audit(tx, ctx, "policy.discard", document, version);
  });
}

/**
 * Says when a draft takes effect. A material one is announced at once to everybody, at least 30 days ahead; a correction
 * takes effect without a notice. Throws `invalid_request` where that is too soon, `conflict` for what is no draft, or is
 * another text than whoever publishes it has seen.
 */
export async function schedulePolicy(
  ctx: Context,
  { document, version, effective_at, sha256 }: SchedulePolicy,
): Promise<PolicyVersion> {
  requireStaff(ctx, ["privacy"]);
  const effectiveAt = new Date(effective_at);
  await transaction(ctx, async (tx) => {
    await lock(tx, document);
    const draft = await requireDraft(tx, document, version);
    if (sha256 && sha256 !== hashOf(showText(draft.text)))
      throw new AppError(
        "conflict",
        "Somebody has changed this draft meanwhile: read it again, then publish it.",
      );
    requireNotice(draft.material, effectiveAt);
    await tx.policyVersion.update({
      where: { document_version: { document, version } },
      data: { effectiveAt },
    });
    const payload = { document, version };
    if (draft.material) {
      await enqueue(tx, ANNOUNCE_JOB, payload, { jobKey: `${ANNOUNCE_JOB}:${document}:${version}` });
      await enqueue(tx, POLICY_EFFECTIVE_JOB, payload, {
        jobKey: `${POLICY_EFFECTIVE_JOB}:${document}:${version}`,
        runAt: effectiveAt,
      });
    }
    await audit(tx, ctx, "policy.schedule", document, version);
  });
  forgetNotice();
  return getPolicyVersion(document, version);
}

async function requireDraft(tx: Tx, document: string, version: number): Promise<Prisma.PolicyVersionModel> {
  const draft = await tx.policyVersion.findFirst({ where: { document, version } });
  if (!draft) throw new AppError("not_found", "There is no such version.");
  if (draft.effectiveAt) throw new AppError("conflict", "This version is published; write a further one.");
  return draft;
}

function requireNotice(material: boolean, effectiveAt: Date): void {
  const now = clock.now().getTime();
  const earliest = material ? now + NOTICE_DAYS * 86_400_000 : now - 60_000;
  if (effectiveAt.getTime() >= earliest) return;
  throw new AppError(
    "invalid_request",
    material
      ? `A material change is announced ${NOTICE_DAYS} days ahead: name ${new Date(earliest).toISOString()} or later.`
      : "It cannot take effect in the past.",
    { param: "effective_at" },
  );
}

/** One writer a document at a time, so that versions count up without a gap. */
async function lock(tx: Tx, document: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`policy:${document}`}))`;
}

const audit = (tx: Tx, ctx: Context, action: `policy.${string}`, document: string, version: number) =>
  recordAudit(tx, { ...ctx, organizationId: "" }, { action, subjectId: `${document}:${version}` });
