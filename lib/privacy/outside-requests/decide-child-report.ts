import { findOwnOrganizations, requireStaff, setWithheld } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import type { DecideChildReport } from "../desk-schema";
import { dueDate } from "../due-date";
import { planRequest } from "../own-requests/plan-request";
import { withExports } from "../own-requests/record";
import { planMail } from "./mail-outside";
import { openDetail } from "./outside-record";

/**
 * The staff's word on a report about a child: the account is erased at once, or goes on. Whoever reported it is told the
 * answer. Throws `conflict` where it is decided, `not_found`.
 */
export async function decideChildReport(
  ctx: Context,
  { id, is_child: isChild, answer }: DecideChildReport,
): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  await transaction(ctx, async (tx) => {
    const outside = await tx.outsideRequest.findFirst({
      where: { privacyRequestId: id, kind: "child_report" },
    });
    if (!outside) throw new AppError("not_found", "There is no such report.");
    const { count } = await tx.privacyRequest.updateMany({
      where: { id, type: "child_report", status: "waiting" },
      data: { status: "completed", answer, completedAt: clock.now() },
    });
    if (count === 0) throw new AppError("conflict", "This report is decided.");
    const detail = await openDetail(outside);
    if (detail?.userId) await carryOut(tx, detail.userId, isChild, detail.stopped ?? false);
    await tx.outsideRequest.update({ where: { id: outside.id }, data: { detailSealed: null } });
    await recordAudit(tx, ctx, { action: "child_report.decide", subjectId: id, detail: { isChild } });
    await planMail(tx, outside.id, "answered");
  });
}

async function carryOut(tx: Tx, userId: string, isChild: boolean, stopped: boolean): Promise<void> {
  const organizationIds = await findOwnOrganizations(userId, tx);
  if (!isChild) {
    if (stopped) await setWithheld(tx, { userId, organizationIds }, "frozen", false);
    return;
  }
  const now = clock.now();
  const { dueAt, rule } = dueDate(now);
  const row = await tx.privacyRequest.create({
    data: {
      id: newId("privacyRequest"),
      ...{ userId, organizationIds, type: "erasure", source: "staff", status: "waiting" },
      ...{ receivedAt: now, confirmedAt: now, runsAt: now, dueAt, dueRule: rule },
    },
    include: withExports,
  });
  await planRequest(tx, row);
}
