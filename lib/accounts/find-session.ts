import type { Role } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { toOrganization, toSession, toUser, type Organization, type Session, type User } from "./record";
import { hasSecondFactor } from "./second-factor/check-code";
import { demandedByInstallation, type DemandedBy } from "./second-factor/demanded-roles";
import { IDLE_LIFETIME_MS } from "./start-session";

export interface LiveSession {
  user: User;
  organization: Organization;
  role: Role;
  session: Session;
  /** Whether a second factor is demanded, and the person has set up none nor signed in by a passkey. */
  lacksSecondFactor: boolean;
  /** By whom it is demanded, where it is lacking. */
  demandedBy?: DemandedBy;
}

const CACHED_MS = 3_000;
const TOUCH_AFTER_MS = 60_000;
const cache = processWide("sessions", () => new ExpiringMap<LiveSession | null>(CACHED_MS, 10_000));

/**
 * Whom a session belongs to, or null where it was revoked, expired (7 days), idle (12 hours), or its owner left the
 * organization or closed the account. Kept for three seconds in this process; notes at most once a minute that it was seen.
 */
export async function findSession(sessionId: string): Promise<LiveSession | null> {
  if (!/^ses_[0-9A-Za-z]{22}$/.test(sessionId)) return null;
  const found = await cache.get(sessionId, () => load(sessionId));
  return found && isAlive(found.session) ? found : null;
}

/** Makes this process ask the database again. */
export const forgetSession = (sessionId: string): void => cache.delete(sessionId);

async function load(id: string): Promise<LiveSession | null> {
  const row = await db().session.findUnique({ where: { id }, include: { user: true } });
  if (!row || row.revokedAt || row.user.closedAt || !isAlive(row)) return null;
  const membership = await db().membership.findUnique({
    where: { organizationId_userId: { organizationId: row.organizationId, userId: row.userId } },
    include: { organization: true },
  });
  if (!membership) return null;
  const lastSeenAt = await touch(row);
  const demandedBy =
    demandedByInstallation(membership.role, row.user.staffRole) ??
    (membership.organization.secondFactorDemanded ? "organization" : null);
  const lacksSecondFactor = demandedBy !== null && !row.byPasskey && !(await hasSecondFactor(row.userId));
  return {
    user: toUser(row.user),
    organization: toOrganization(membership.organization),
    role: membership.role,
    session: toSession({ ...row, lastSeenAt }),
    lacksSecondFactor,
    demandedBy: lacksSecondFactor ? demandedBy : undefined,
  };
}

async function touch({ id, lastSeenAt }: Session): Promise<Date> {
  const now = clock.now();
  if (now.getTime() - lastSeenAt.getTime() < TOUCH_AFTER_MS) return lastSeenAt;
  await db().session.updateMany({ where: { id, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
  return now;
}

function isAlive({ expiresAt, lastSeenAt }: Pick<Session, "expiresAt" | "lastSeenAt">): boolean {
  const now = clock.now().getTime();
  return now < expiresAt.getTime() && now < lastSeenAt.getTime() + IDLE_LIFETIME_MS;
}
