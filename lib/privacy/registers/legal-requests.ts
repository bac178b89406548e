import { emailPerson, listDeciders, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { dataCategories, type DataCategory } from "@/lib/core/personal-data";
import { db, recordAudit, transaction, type Context, type Prisma, type Tx } from "@/lib/db";
import { whoOf } from "../legal-holds";
import type { LegalRequest, RecordLegalRequest, RefuseLegalRequest } from "../register-schema";

/** What courts and authorities asked for, the newest first. For the privacy staff. */
export async function listLegalRequests(ctx: Context): Promise<LegalRequest[]> {
  requireStaff(ctx, ["privacy"]);
  const rows = await db().legalRequest.findMany({ orderBy: { receivedAt: "desc" }, take: 200 });
  return rows.map(toLegalRequest);
}

/** Writes down what an authority wants; nothing leaves by it. Throws `invalid_request` where it names nobody. */
export async function recordLegalRequest(ctx: Context, input: RecordLegalRequest): Promise<LegalRequest> {
  requireStaff(ctx, ["privacy"]);
  const { user_id: userId, organization_id: organizationId } = input;
  if (!userId && !organizationId)
    throw new AppError("invalid_request", "Name the person or the organization whose data is asked for.", {
      param: "user_id",
    });
  const dated = (moment?: string) => (moment ? new Date(moment) : null);
  return transaction(ctx, async (tx) => {
    const row = await tx.legalRequest.create({
      data: {
        id: newId("legalRequest"),
        ...{ authority: input.authority, reference: input.reference, basis: input.basis },
        ...{ demands: input.demands, scope: [...new Set(input.scope)] },
        ...{ userId: userId || null, organizationId: organizationId || null },
        receivedAt: new Date(input.received_at),
        ...{ dueAt: dated(input.due_at), silentUntil: dated(input.silent_until) },
        ...{ createdBy: whoOf(ctx), createdAt: clock.now() },
      },
    });
    await recordAudit(tx, ctx, { action: "legal_request.record", subjectId: row.id });
    return toLegalRequest(row);
  });
}

/**
 * Agrees that the request is answered. Two people must, whoever wrote it down: throws `forbidden` for the first one's second
 * word, `conflict` where it is decided.
 */
export const approveLegalRequest = (ctx: Context, { id }: { id: string }): Promise<LegalRequest> =>
  change(ctx, id, "legal_request.approve", async (row) => {
    const who = whoOf(ctx);
    if (row.refusedAt || row.secondApprovedBy)
      throw new AppError("conflict", "It is decided on this request already.");
    if (!row.approvedBy) return { approvedBy: who, approvedAt: clock.now() };
    if (row.approvedBy === who)
      throw new AppError(
        "forbidden",
        "You have agreed already. Somebody else of the privacy staff has to agree as well.",
      );
    return { secondApprovedBy: who, secondApprovedAt: clock.now() };
  });

/** Turns the request down; nothing leaves. Throws `conflict` where two have agreed to it, or it is refused. */
export const refuseLegalRequest = (ctx: Context, { id, reason }: RefuseLegalRequest): Promise<LegalRequest> =>
  change(ctx, id, "legal_request.refuse", async (row) => {
    if (row.refusedAt || row.secondApprovedBy)
      throw new AppError("conflict", "It is decided on this request already.");
    return { refusedAt: clock.now(), refusal: reason };
  });

/**
 * Has those mailed whom an answered request concerns. Throws `conflict` while that is forbidden, before anything was
 * given out, and where they know.
 */
export const tellOfLegalRequest = (ctx: Context, { id }: { id: string }): Promise<LegalRequest> =>
  change(ctx, id, "legal_request.tell", async (row, tx) => {
    if (!row.answeredAt) throw new AppError("conflict", "Nothing has been given out by this request.");
    if (row.toldAt) throw new AppError("conflict", "They have been told already.");
    if (row.silentUntil && row.silentUntil > clock.now())
      throw new AppError(
        "conflict",
        `They may not be told before ${row.silentUntil.toISOString().slice(0, 10)}.`,
      );
    const scope = row.scope.map((name) => dataCategories[name as DataCategory].toLowerCase()).join("; ");
    for (const userId of await concerned(tx, row))
      await emailPerson(tx, userId, { about: "legal_request", authority: row.authority, scope });
    return { toldAt: clock.now() };
  });

async function concerned(tx: Tx, { userId, organizationId }: Prisma.LegalRequestModel): Promise<string[]> {
  const deciders = organizationId
    ? await listDeciders(tx, { behind: "", take: 1000, of: [organizationId] })
    : [];
  return [...new Set([...(userId ? [userId] : []), ...deciders])];
}

/** One audited change on a locked row. */
async function change(
  ctx: Context,
  id: string,
  action: `legal_request.${string}`,
  decide: (row: Prisma.LegalRequestModel, tx: Tx) => Promise<Prisma.LegalRequestUpdateInput>,
): Promise<LegalRequest> {
  requireStaff(ctx, ["privacy"]);
  return transaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM legal_requests WHERE id = ${id} FOR UPDATE`;
    const row = await tx.legalRequest.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such request.");
    const next = await tx.legalRequest.update({ where: { id }, data: await decide(row, tx) });
    await recordAudit(tx, ctx, { action, subjectId: id });
    return toLegalRequest(next);
  });
}

const stateOf = (row: Prisma.LegalRequestModel): LegalRequest["state"] => {
  if (row.refusedAt) return "refused";
  if (row.answeredAt) return "answered";
  if (row.secondApprovedBy) return "approved";
  return row.approvedBy ? "approved_once" : "open";
};

const toLegalRequest = (row: Prisma.LegalRequestModel): LegalRequest => ({
  id: row.id,
  authority: row.authority,
  reference: row.reference,
  basis: row.basis,
  demands: row.demands,
  scope: row.scope as DataCategory[],
  user_id: row.userId,
  organization_id: row.organizationId,
  received_at: row.receivedAt.toISOString(),
  due_at: row.dueAt?.toISOString() ?? null,
  silent_until: row.silentUntil?.toISOString() ?? null,
  state: stateOf(row),
  approved_by: row.approvedBy,
  second_approved_by: row.secondApprovedBy,
  refusal: row.refusal,
  answered_at: row.answeredAt?.toISOString() ?? null,
  answered_rows: row.answeredRows,
  told_at: row.toldAt?.toISOString() ?? null,
});
