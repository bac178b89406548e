import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";

const YEARS = 7;

export const policyRetention: RetentionRule = rowRule({
  id: "policy_acceptances",
  what: "Which version of a policy was accepted, and when",
  keptHours: () => YEARS * 365 * 24,
  countedFrom: "The acceptance, once the organization is erased; while it lives all is kept",
  removes: "The record",
  table: "policy_acceptances",
  due: `accepted_at < $1::timestamptz - interval '${YEARS} years'
    AND NOT EXISTS (SELECT FROM organizations WHERE organizations.id = policy_acceptances.organization_id)`,
  organization: "organization_id",
  user: "user_id",
});
