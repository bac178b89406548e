"use server";
import { z } from "zod";
import { staffAction } from "@/lib/api/action";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import {
  acknowledgeRequest,
  announceProcessorChange,
  answerLegalRequest,
  answerPrivacyRequest,
  approveLegalRequest,
  assessBreach,
  closeBreach,
  decideChildReport,
  draftProcessorChange,
  extendPrivacyRequest,
  keepRestriction,
  placeHold,
  planLifting,
  recordBreach,
  recordLegalRequest,
  refuseLegalRequest,
  releaseHold,
  reportBreach,
  tellAffected,
  tellOfLegalRequest,
  withdrawProcessorChange,
} from "@/lib/privacy";
import {
  AcknowledgeRequest,
  AnnounceProcessorChange,
  AnswerRequest,
  AssessBreach,
  BreachRef,
  CloseBreach,
  DecideChildReport,
  DraftProcessorChange,
  ExtendRequest,
  KeepRestriction,
  LegalRequestRef,
  PlaceHold,
  PlanLifting,
  RecordBreach,
  RecordLegalRequest,
  RefuseLegalRequest,
  ReportBreach,
  WithdrawProcessorChange,
} from "@/lib/privacy/schema";

/** What concerns no organization that could be named. */
const nobody = { organization_id: z.undefined().optional() };

export const answerRequestAction = staffAction(
  AnswerRequest.extend(nobody),
  async (ctx, { id, answer, outcome }) => answerPrivacyRequest(ctx, { id, answer, outcome }),
);
export const extendRequestAction = staffAction(ExtendRequest.extend(nobody), (ctx, { id, reason, due_at }) =>
  extendPrivacyRequest(ctx, { id, reason, due_at }),
);
export const acknowledgeRequestAction = staffAction(
  AcknowledgeRequest.extend(nobody),
  async (ctx, { id }) => {
    await acknowledgeRequest(ctx, { id });
    return { id };
  },
);
export const decideChildReportAction = staffAction(
  DecideChildReport.extend(nobody),
  async (ctx, { id, is_child, answer }) => decideChildReport(ctx, { id, is_child, answer }),
);

export const placeHoldAction = staffAction(PlaceHold, placeHold);
export const releaseHoldAction = staffAction(
  z.strictObject({ ...nobody, id: z.string().max(64) }),
  (ctx, { id }) => releaseHold(ctx, id),
);

export const planLiftingAction = staffAction(
  PlanLifting.extend(nobody),
  (ctx, { user_id, lifts_at, reason }) => planLifting(ctx, { user_id, lifts_at, reason }),
);
export const keepRestrictionAction = staffAction(KeepRestriction.extend(nobody), async (ctx, { id }) => {
  await keepRestriction(ctx, { id });
  return { id };
});

export const recordBreachAction = staffAction(RecordBreach.extend(nobody), recordBreach);
export const assessBreachAction = staffAction(AssessBreach.extend(nobody), assessBreach);
export const reportBreachAction = staffAction(ReportBreach.extend(nobody), reportBreach);
export const tellAffectedAction = staffAction(BreachRef.extend(nobody), tellAffected);
export const closeBreachAction = staffAction(CloseBreach.extend(nobody), closeBreach);

export const recordLegalRequestAction = staffAction(RecordLegalRequest, recordLegalRequest);
export const approveLegalRequestAction = staffAction(LegalRequestRef.extend(nobody), approveLegalRequest);
export const refuseLegalRequestAction = staffAction(RefuseLegalRequest.extend(nobody), refuseLegalRequest);
export const answerLegalRequestAction = staffAction(LegalRequestRef.extend(nobody), (ctx, { id }) =>
  answerLegalRequest(ctx, { id }, personalRooms),
);
export const tellOfLegalRequestAction = staffAction(LegalRequestRef.extend(nobody), tellOfLegalRequest);

export const draftChangeAction = staffAction(DraftProcessorChange.extend(nobody), draftProcessorChange);
export const announceChangeAction = staffAction(
  AnnounceProcessorChange.extend(nobody),
  async (ctx, { id, effective_at }) => {
    await announceProcessorChange(ctx, { id, effective_at });
    return { id };
  },
);
export const withdrawChangeAction = staffAction(
  WithdrawProcessorChange.extend(nobody),
  async (ctx, { id }) => {
    await withdrawProcessorChange(ctx, { id });
    return { id };
  },
);
