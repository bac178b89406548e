import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db, Prisma } from "@/lib/db";

const VIEW_DAYS = 365;
const CHOICE_DAYS = 730;
const before = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);

export const visitorRetention: readonly RetentionRule[] = [
  {
    id: "page_views",
    what: "How often a page was opened on a day, by those who agreed to be counted",
    keptHours: () => VIEW_DAYS * 24,
    countedFrom: "The day",
    removes: "The count",
    sweep: (limit) =>
      db().$executeRaw(Prisma.sql`
        DELETE FROM page_views WHERE (day, page) IN (
          SELECT day, page FROM page_views WHERE day < ${before(VIEW_DAYS)}::date LIMIT ${limit})`),
  },
  {
    id: "cookie_choices",
    what: "What browsers said about cookies: the choice, the time, and the person where one was signed in",
    keptHours: () => CHOICE_DAYS * 24,
    countedFrom: "The choice",
    removes: "The row",
    sweep: (limit) =>
      db().$executeRaw(Prisma.sql`
        DELETE FROM cookie_choices WHERE id IN (
          SELECT id FROM cookie_choices WHERE created_at < ${before(CHOICE_DAYS)} ORDER BY created_at LIMIT ${limit})`),
  },
];
