import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { toSession, type Session } from "./record";

/** However busy, a session ends after seven days; unused, after twelve hours. */
export const ABSOLUTE_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
export const IDLE_LIFETIME_MS = 12 * 60 * 60 * 1000;

export interface NewSession {
  userId: string;
  /** The person's first organization where it is absent. */
  organizationId?: string;
  /** As {@link describeDevice} puts it. */
  device: string;
}

/** A session for somebody whose password was just checked. Throws `forbidden` where they do not belong to the organization. */
export async function startSession({ userId, organizationId, device }: NewSession): Promise<Session> {
  const membership = await db().membership.findFirst({
    where: { userId, ...(organizationId && { organizationId }) },
    orderBy: { createdAt: "asc" },
  });
  if (!membership) throw new AppError("forbidden", "You do not belong to this organization.");
  const now = clock.now();
  const row = await db().session.create({
    data: {
      id: newId("session"),
      userId,
      organizationId: membership.organizationId,
      device: device.slice(0, 100),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + ABSOLUTE_LIFETIME_MS),
    },
  });
  return toSession(row);
}
