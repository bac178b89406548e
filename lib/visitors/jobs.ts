import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";

const VIEW_DAYS = 365;
const CHOICE_DAYS = 730;

export const visitorRetention: readonly RetentionRule[] = [
  rowRule({
    id: "page_views",
    what: "How often a page was opened on a day, by those who agreed to be counted",
    keptHours: () => VIEW_DAYS * 24,
    countedFrom: "The day",
    removes: "The count",
    table: "page_views",
    due: `day < ($1::timestamptz AT TIME ZONE 'UTC' - interval '${VIEW_DAYS} days')::date`,
  }),
  rowRule({
    id: "cookie_choices",
    what: "What browsers said about cookies: the choice, the time, and the person where one was signed in",
    keptHours: () => CHOICE_DAYS * 24,
    countedFrom: "The choice",
    removes: "The row",
    table: "cookie_choices",
    due: `created_at < $1::timestamptz - interval '${CHOICE_DAYS} days'`,
    user: "user_id",
  }),
];
