import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import type { ChoiceSource, CookieWish } from "./schema";

export interface SaidChoice extends CookieWish {
  revision: string;
  signal: boolean;
  source: ChoiceSource;
  userId: string | null;
}

/** Keeps what a browser said, as evidence: no address and no name of the browser, and the person only where signed in. */
export async function recordChoice(said: SaidChoice): Promise<void> {
  await db().cookieChoice.create({ data: { id: newId("cookieChoice"), ...said, createdAt: clock.now() } });
}

/** What a signed-in person said, the newest first. */
export async function listChoices(userId: string) {
  const rows = await db().cookieChoice.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    take: 20,
  });
  return rows.map(({ analytics, preferences, signal, source, createdAt }) => ({
    analytics,
    preferences,
    signal,
    source: source as ChoiceSource,
    createdAt,
  }));
}
