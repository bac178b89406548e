import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { toSession, type Session } from "./record";
import { IDLE_LIFETIME_MS } from "./start-session";

export interface ListedSession extends Session {
  /** Whether it is the one that asks. */
  current: boolean;
}

/** The person's own live sessions, the last used first. Throws `forbidden` for a key: only people have sessions. */
export async function listSessions(ctx: Context): Promise<ListedSession[]> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to see sessions.");
  const now = clock.now();
  const rows = await (ctx.tx ?? db()).session.findMany({
    where: {
      userId: actor.userId,
      revokedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: new Date(now.getTime() - IDLE_LIFETIME_MS) },
    },
    orderBy: { lastSeenAt: "desc" },
  });
  return rows.map((row) => ({ ...toSession(row), current: row.id === actor.sessionId }));
}
