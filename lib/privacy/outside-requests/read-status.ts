import { limitAddress } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import type { OutsideStatus } from "../outside-schema";
import { furthestOf } from "../own-requests/record";
import type { Law } from "../law-schema";
import { readStatusToken, type OutsideRequestKind } from "./outside-record";

/** After the answer it can be read for so long. */
const READ_DAYS = 90;

/**
 * Where a request stands that came from outside, for whoever has its link. Throws `not_found`, the same for a link that was
 * altered, and for a request that was answered 90 days ago.
 */
export async function readOutsideStatus(token: string, address: string): Promise<OutsideStatus> {
  limitAddress(address);
  const id = await readStatusToken(token);
  const outside = id ? await db().outsideRequest.findUnique({ where: { id } }) : null;
  const row = outside?.privacyRequestId
    ? await db().privacyRequest.findUnique({ where: { id: outside.privacyRequestId } })
    : null;
  const over = (row?.completedAt?.getTime() ?? Infinity) + READ_DAYS * 86_400_000;
  if (!outside || !row || clock.now().getTime() > over)
    throw new AppError("not_found", "There is no such request, or it was answered more than 90 days ago.");
  return {
    id: row.id,
    kind: outside.kind as OutsideRequestKind,
    status: row.status,
    received_at: row.receivedAt.toISOString(),
    due_at: row.dueAt.toISOString(),
    due_rule: row.dueRule,
    law: row.law as Law,
    furthest_due_at: furthestOf(row)?.toISOString() ?? null,
    extended: row.extendedAt !== null,
    extension_reason: row.extensionReason,
    completed_at: row.completedAt?.toISOString() ?? null,
    answer: row.answer,
  };
}
