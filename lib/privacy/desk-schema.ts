import { z } from "zod";
import { PrivacyRequest, PrivacyRequestId } from "./privacy-request-schema";

/** Shapes of what the privacy staff decides on: pure zod, safe in a browser. */

const Reason = z.string().trim().min(10, "Say why, in a sentence.").max(1000);

export const PlaceHold = z.strictObject({
  user_id: z.string().max(64).optional(),
  organization_id: z.string().max(64).optional(),
  reason: Reason,
  authority: z.string().trim().min(3, "Say who demands it, with a file number.").max(200),
});
export type PlaceHold = z.infer<typeof PlaceHold>;

export const LegalHold = z.object({
  id: z.string(),
  user_id: z.string().nullable(),
  organization_id: z.string().nullable(),
  reason: z.string(),
  authority: z.string(),
  created_at: z.iso.datetime(),
  released_at: z.iso.datetime().nullable(),
});
export type LegalHold = z.infer<typeof LegalHold>;

/** So long ahead somebody is told that the restriction on their data ends. */
export const LIFT_NOTICE_DAYS = 7;

export const PlanLifting = z.strictObject({
  user_id: z.string().min(1).max(64),
  lifts_at: z.iso.datetime("Name a time."),
  reason: Reason,
});
export type PlanLifting = z.infer<typeof PlanLifting>;

/** By the id of what was planned. */
export const KeepRestriction = z.strictObject({ id: PrivacyRequestId });
export type KeepRestriction = z.infer<typeof KeepRestriction>;

/** Somebody whose data may only be kept, as the staff sees it. */
export interface Restriction {
  user_id: string;
  email: string;
  restricted_at: string;
  planned: { id: string; lifts_at: string; reason: string } | null;
}

export const ExtendRequest = z.strictObject({
  id: PrivacyRequestId,
  reason: Reason,
  /** Until when; as far as the law lets it where nothing is said. */
  due_at: z.iso.datetime("Name a time.").optional(),
});
export type ExtendRequest = z.infer<typeof ExtendRequest>;

export const AcknowledgeRequest = z.strictObject({ id: PrivacyRequestId });
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;

export const AnswerRequest = z.strictObject({
  id: PrivacyRequestId,
  answer: z.string().trim().min(10, "Say what became of it, in a sentence.").max(4000),
  outcome: z.enum(["completed", "refused"]),
});
export type AnswerRequest = z.infer<typeof AnswerRequest>;

export const DecideChildReport = z.strictObject({
  id: PrivacyRequestId,
  /** Erases the account at once; false lets it go on. */
  is_child: z.boolean(),
  answer: z.string().trim().min(10, "Say what became of it, in a sentence.").max(4000),
});
export type DecideChildReport = z.infer<typeof DecideChildReport>;

/** A request as the desk sees it. */
export const DeskRequest = PrivacyRequest.extend({
  user_id: z.string().nullable(),
  /** Where to answer people without an account. */
  contact: z.string().nullable(),
  /** Below zero once it is late. */
  days_left: z.int(),
});
export type DeskRequest = z.infer<typeof DeskRequest>;
