"use server";
import { z } from "zod";
import {
  decideReview,
  DecideReview,
  liftSuspension,
  requireStaff,
  suspendOrganization,
  SuspendOrganization,
} from "@/lib/accounts";
import { staffAction } from "@/lib/api/action";
import { restartJob } from "@/lib/api/staff/restart-job";
import { refundPayment, RefundPayment } from "@/lib/billing";
import { adjustCredits, AdjustCredits, grantCredits } from "@/lib/credits";
import { acknowledgeAlert } from "@/lib/status";
import { AlertRef } from "@/lib/status/schema";
import { closeTicket, TicketId, writeMessage, WriteMessage } from "@/lib/support";

const OfOrganization = z.strictObject({ organization_id: z.string().max(64) });

export const grantCreditsAction = staffAction(
  OfOrganization.extend({
    amount: z.int("Write a whole number.").min(1).max(10_000_000),
    reason: z.string().trim().min(3, "Say why: it stands in the customer's ledger.").max(200),
  }),
  async (ctx, { amount, reason }) => {
    requireStaff(ctx, ["operator"]);
    return grantCredits(ctx, { amount, reason, cause: `staff:${ctx.requestId}` });
  },
);
export const adjustCreditsAction = staffAction(
  OfOrganization.extend(AdjustCredits.shape),
  (ctx, { amount, reason }) => adjustCredits(ctx, { amount, reason }),
);
export const refundAsStaffAction = staffAction(
  OfOrganization.extend(RefundPayment.shape),
  (ctx, { payment_id, reason }) => refundPayment(ctx, { payment_id, reason }),
);
export const suspendAction = staffAction(
  OfOrganization.extend(SuspendOrganization.shape),
  (ctx, { reason }) => suspendOrganization(ctx, { reason }),
);
export const liftSuspensionAction = staffAction(OfOrganization, (ctx) => liftSuspension(ctx));
export const decideReviewAction = staffAction(
  OfOrganization.extend(DecideReview.shape),
  (ctx, { decision, reason }) => decideReview(ctx, { decision, reason }),
);
export const acknowledgeAlertAction = staffAction(
  AlertRef.extend({ organization_id: z.undefined().optional() }),
  (ctx, { id }) => acknowledgeAlert(ctx, { id }),
);
export const restartJobAction = staffAction(
  z.strictObject({ organization_id: z.undefined().optional(), id: z.string().max(20) }),
  async (ctx, { id }) => {
    await restartJob(ctx, id);
    return { id };
  },
);

const ByTicket = z.strictObject({ organization_id: z.undefined().optional(), id: TicketId });
export const answerTicketAction = staffAction(ByTicket.extend(WriteMessage.shape), (ctx, { id, message }) =>
  writeMessage(ctx, id, { message }),
);
export const closeTicketAsStaffAction = staffAction(ByTicket, (ctx, { id }) => closeTicket(ctx, id));
