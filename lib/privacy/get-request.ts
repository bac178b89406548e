import { AppError } from "@/lib/core/errors";
import { db, type Context, type Tx } from "@/lib/db";
import { hashEndUser } from "@/lib/generations";
import { toRequest, visibleTo, withExports, type RequestRow } from "./request-record";
import { requirePrivacyAccess } from "./require-privacy-access";
import type { DataSubjectRequest, DataSubjectRequestPage, ListDataSubjectRequests } from "./schema";

/** One request of the organization's. Throws `not_found`, the same for another organization's; `insufficient_scope`. */
export async function getRequest(ctx: Context, subjectRequestId: string): Promise<DataSubjectRequest> {
  requirePrivacyAccess(ctx, "see");
  return toRequest(await findRequest(ctx, subjectRequestId));
}

/** The row itself, for verbs that go on with it. Throws `not_found`. */
export async function findRequest(ctx: Context, subjectRequestId: string, tx?: Tx): Promise<RequestRow> {
  const row = await (tx ?? db()).dataSubjectRequest.findFirst({
    where: { ...visibleTo(ctx), subjectRequestId },
    include: withExports,
  });
  if (!row)
    throw new AppError(
      "not_found",
      "There is no such request. Check the id, and that the key belongs to its organization.",
    );
  return row;
}

/** Newest first. Throws `invalid_request` where `after` names none that the caller can see; `insufficient_scope`. */
export async function listRequests(
  ctx: Context,
  { limit, after, status, end_user_id: endUserId }: ListDataSubjectRequests,
): Promise<DataSubjectRequestPage> {
  requirePrivacyAccess(ctx, "see");
  const rows = await db().dataSubjectRequest.findMany({
    where: {
      ...visibleTo(ctx),
      status,
      endUserHash: endUserId && (await hashEndUser(ctx.organizationId, endUserId)),
      ...(after && (await behind(ctx, after))),
    },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: withExports,
  });
  const data = await Promise.all(rows.slice(0, limit).map(toRequest));
  return { object: "list", data, has_more: rows.length > limit };
}

async function behind(ctx: Context, subjectRequestId: string) {
  const { receivedAt, id } = await findRequest(ctx, subjectRequestId).catch(() => {
    throw new AppError("invalid_request", "after takes an id out of this list.", { param: "after" });
  });
  return { OR: [{ receivedAt: { lt: receivedAt } }, { receivedAt, id: { lt: id } }] };
}
