import type { Tone } from "@/components/ui/badge";
import type { PrivacyRequest } from "@/lib/privacy/schema";

export const typeNames: Record<PrivacyRequest["type"], string> = {
  export: "Copy of your data",
  import: "Export brought along",
  erasure: "Erasure",
  restriction: "Restriction",
  lift_restriction: "End of the restriction",
  objection: "Objection",
  withdraw_objection: "Objection taken back",
  correction: "Correction",
  opt_out: "No sale, no sharing",
  limit: "Limited use",
  complaint: "Complaint",
  child_report: "Report of a child's account",
};

export const statusWords: Record<PrivacyRequest["status"], { name: string; tone: Tone }> = {
  unconfirmed: { name: "Needs your confirmation", tone: "warning" },
  waiting: { name: "Waiting", tone: "info" },
  in_progress: { name: "Under way", tone: "info" },
  partial: { name: "Partly done", tone: "warning" },
  completed: { name: "Done", tone: "success" },
  cancelled: { name: "Taken back", tone: "neutral" },
  refused: { name: "Refused", tone: "danger" },
};

/** As choices of a form, and in words. */
export const lawNames: Record<PrivacyRequest["law"], string> = {
  other: "None, or I do not know",
  gdpr: "GDPR: Europe, United Kingdom",
  ccpa: "CCPA: California",
};

/** How far a time to answer may be extended, and who says so. */
export const furthestBy: Record<PrivacyRequest["law"], string> = {
  other: "90 days or three months, whichever is sooner",
  gdpr: "three months in all, Article 12 GDPR",
  ccpa: "90 days in all, section 1798.130 of California’s Civil Code",
};

/** Which law set a due date, in words. */
export const lawOf = (rule: string): string =>
  rule === "one month"
    ? "one month, Article 12 GDPR"
    : rule === "30 days"
      ? "30 days, our policy, sooner than the law"
      : rule;

/** The newest of two opposite kinds decides which of them holds. */
export function holds(
  requests: readonly PrivacyRequest[],
  [on, off]: readonly [PrivacyRequest["type"], PrivacyRequest["type"]],
  purpose: PrivacyRequest["purpose"] = null,
): boolean {
  const newest = requests.find(
    (one) =>
      (one.type === on || one.type === off) &&
      one.purpose === purpose &&
      // What the staff plans for a later day does not hold yet.
      (one.source !== "staff" || one.status === "completed") &&
      !["cancelled", "refused"].includes(one.status),
  );
  return newest?.type === on;
}
