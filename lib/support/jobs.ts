import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";

/** Two years: as long as somebody may come back to what was promised. */
const KEPT_HOURS = 2 * 365 * 24;

export const supportRetention: RetentionRule = rowRule({
  id: "support_tickets",
  what: "Support tickets: questions and answers",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The last message",
  removes: "The ticket with all its messages",
  table: "support_tickets",
  due: `last_message_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
  organization: "organization_id",
  user: "user_id",
});
