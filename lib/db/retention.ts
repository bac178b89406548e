import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "./row-rule";

const DAYS = 730;

export const auditRetention: RetentionRule = rowRule({
  id: "audit_log",
  what: "The audit log: who did what, by ids",
  keptHours: () => DAYS * 24,
  countedFrom: "The act",
  removes: "The entry",
  table: "audit_events",
  due: `created_at < $1::timestamptz - interval '${DAYS} days'`,
  organization: "organization_id",
  user: "actor_id",
});
