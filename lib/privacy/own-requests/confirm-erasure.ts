import { emailPerson, findOtherMembers, findOwnOrganizations, setWithheld, stepUp } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { UNDO_HOURS, type ConfirmErasure, type PrivacyRequest } from "../privacy-request-schema";
import { planRequest } from "./plan-request";
import { findOwn, requirePerson } from "./read-privacy-requests";
import { toPrivacyRequest, withExports, type PrivacyRequestRow } from "./record";

/**
 * The second step of an erasure: from now on nothing new is made, and in 72 hours it begins. Confirming twice is fine.
 * The person is told by mail, and so is everybody else who belongs to an organization that goes. Throws `invalid_request`
 * for a wrong password, `conflict` where it has begun or was cancelled, `not_found`.
 */
export async function confirmErasure(
  ctx: Context,
  { id, ...proof }: ConfirmErasure,
): Promise<PrivacyRequest> {
  requirePerson(ctx);
  await stepUp(ctx, proof);
  const row = await transaction(ctx, async (tx) => {
    const found = await findOwn(ctx, id, tx);
    if (found.type !== "erasure") throw new AppError("conflict", "Only an erasure is confirmed.");
    return startErasure(tx, ctx, found);
  });
  return toPrivacyRequest(row);
}

/** Freezes what is to be erased and plans the erasure. Whoever calls has made sure that it is meant. */
export async function startErasure(
  tx: Tx,
  ctx: Context,
  { id, userId }: PrivacyRequestRow,
): Promise<PrivacyRequestRow> {
  if (!userId) throw new AppError("conflict", "Nobody with an account stands behind this request.");
  const now = clock.now();
  const runsAt = new Date(now.getTime() + UNDO_HOURS * 3_600_000);
  const organizationIds = await findOwnOrganizations(userId, tx);
  const { count } = await tx.privacyRequest.updateMany({
    where: { id, status: "unconfirmed" },
    data: { status: "waiting", confirmedAt: now, runsAt, organizationIds },
  });
  const row = await tx.privacyRequest.findUniqueOrThrow({ where: { id }, include: withExports });
  if (count === 0 && row.status === "waiting") return row;
  if (count === 0)
    throw new AppError(
      "conflict",
      `This erasure is ${row.status.replace("_", " ")} and cannot be confirmed.`,
    );
  await setWithheld(tx, { userId, organizationIds }, "frozen", true);
  await planRequest(tx, row);
  await recordAudit(tx, ctx, { action: "privacy_request.confirm", subjectId: id });
  const startsAt = runsAt.toISOString();
  await emailPerson(tx, userId, { about: "erasure_planned", startsAt });
  for (const other of await findOtherMembers(userId, organizationIds, tx))
    await emailPerson(tx, other, { about: "organization_leaving", startsAt });
  return row;
}
