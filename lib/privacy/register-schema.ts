import { z } from "zod";
import { dataCategories, type DataCategory } from "@/lib/core/personal-data";

/** Shapes of the registers of breaches and of legal requests: pure zod, safe in a browser. */

const categories = Object.keys(dataCategories) as [DataCategory, ...DataCategory[]];
const Categories = z.array(z.enum(categories)).max(categories.length);
const Ids = z.array(z.string().trim().min(1).max(64)).max(10_000);
const said = (most: number, hint: string) => z.string().trim().min(10, hint).max(most);

export const breachRisks = ["unknown", "none", "risk", "high"] as const;

const Assessment = z.strictObject({
  risk: z.enum(breachRisks),
  categories: Categories,
  people_count: z.int().min(0).max(2_000_000_000).nullable(),
  organization_ids: Ids,
  consequences: z.string().trim().max(4000),
  measures: z.string().trim().max(4000),
});

export const RecordBreach = z.strictObject({
  summary: said(4000, "Say what happened, in a sentence."),
  /** When something first looked wrong; `aware_at` is when it was certain enough to act on. */
  first_alert_at: z.iso.datetime("Write a moment, such as 2026-11-27T10:00:00Z."),
  aware_at: z.iso.datetime("Write a moment, such as 2026-11-27T10:00:00Z."),
});
export type RecordBreach = z.infer<typeof RecordBreach>;

const BreachId = z.string().regex(/^brc_[0-9A-Za-z]{22}$/);
export const AssessBreach = Assessment.extend({ id: BreachId });
export type AssessBreach = z.infer<typeof AssessBreach>;

export const ReportBreach = z.strictObject({
  id: BreachId,
  authority: z.string().trim().min(3, "Name the authority, and its file number if there is one.").max(200),
  /** Needed after 72 hours (GDPR 33(1)). */
  late_reason: z.string().trim().max(1000).optional(),
});
export type ReportBreach = z.infer<typeof ReportBreach>;

export const BreachRef = z.strictObject({ id: BreachId });
export const CloseBreach = BreachRef.extend({ note: said(4000, "Say how it ended, in a sentence.") });
export type CloseBreach = z.infer<typeof CloseBreach>;

export const Breach = Assessment.extend({
  id: z.string(),
  summary: z.string(),
  first_alert_at: z.iso.datetime(),
  aware_at: z.iso.datetime(),
  notify_by: z.iso.datetime(),
  /** Below zero once it is late; null once the authority knows, or need not. */
  hours_left: z.int().nullable(),
  authority: z.string().nullable(),
  authority_told_at: z.iso.datetime().nullable(),
  late_reason: z.string().nullable(),
  customers_told_at: z.iso.datetime().nullable(),
  closed_at: z.iso.datetime().nullable(),
  closing_note: z.string().nullable(),
});
export type Breach = z.infer<typeof Breach>;

const LegalRequestId = z.string().regex(/^lgl_[0-9A-Za-z]{22}$/);
export const LegalRequestRef = z.strictObject({ id: LegalRequestId });

export const RecordLegalRequest = z.strictObject({
  authority: z.string().trim().min(3, "Name the court or the authority.").max(200),
  reference: z.string().trim().min(1, "Write its file number.").max(100),
  basis: z.string().trim().min(3, "Name the law that it rests on.").max(200),
  demands: said(4000, "Say what is asked for, in a sentence."),
  scope: Categories.min(1, "Choose what may leave at all."),
  user_id: z.string().trim().max(64).optional(),
  organization_id: z.string().trim().max(64).optional(),
  received_at: z.iso.datetime("Write a moment, such as 2026-11-27T10:00:00Z."),
  due_at: z.iso.datetime().optional(),
  silent_until: z.iso.datetime().optional(),
});
export type RecordLegalRequest = z.infer<typeof RecordLegalRequest>;

export const RefuseLegalRequest = LegalRequestRef.extend({ reason: said(1000, "Say why, in a sentence.") });
export type RefuseLegalRequest = z.infer<typeof RefuseLegalRequest>;

export const LegalRequest = z.object({
  id: z.string(),
  authority: z.string(),
  reference: z.string(),
  basis: z.string(),
  demands: z.string(),
  scope: Categories,
  user_id: z.string().nullable(),
  organization_id: z.string().nullable(),
  received_at: z.iso.datetime(),
  due_at: z.iso.datetime().nullable(),
  silent_until: z.iso.datetime().nullable(),
  state: z.enum(["open", "approved_once", "approved", "refused", "answered"]),
  approved_by: z.string().nullable(),
  second_approved_by: z.string().nullable(),
  refusal: z.string().nullable(),
  answered_at: z.iso.datetime().nullable(),
  answered_rows: z.int().nullable(),
  told_at: z.iso.datetime().nullable(),
});
export type LegalRequest = z.infer<typeof LegalRequest>;
