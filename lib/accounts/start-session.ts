import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { findNetwork } from "@/lib/core/find-network";
import { newId } from "@/lib/core/ids";
import { db, Prisma, recordAudit, transaction } from "@/lib/db";
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
  /** Only the name of its network is kept. */
  address?: string;
  byPasskey?: boolean;
}

/**
 * A session for somebody whose password or passkey was just checked. Whoever has lost their last organization, because its owner had
 * it erased, gets an empty one of their own. Throws `forbidden` where they do not belong to the organization.
 */
export async function startSession({
  userId,
  organizationId,
  device,
  address,
  byPasskey = false,
}: NewSession): Promise<Session> {
  const membership =
    (await db().membership.findFirst({
      where: { userId, ...(organizationId && { organizationId }) },
      orderBy: { createdAt: "asc" },
    })) ?? (organizationId ? null : await giveOrganization(userId));
  if (!membership) throw new AppError("forbidden", "You do not belong to this organization.");
  const now = clock.now();
  const row = await db().session.create({
    data: {
      id: newId("session"),
      userId,
      organizationId: membership.organizationId,
      device: device.slice(0, 100),
      network: (address && findNetwork(address)?.name) || null,
      byPasskey,
      createdAt: now,
      lastSeenAt: now,
      // Who signs in shows who they are.
      provedAt: now,
      passkeyProvedAt: byPasskey ? now : null,
      expiresAt: new Date(now.getTime() + ABSOLUTE_LIFETIME_MS),
    },
  });
  return toSession(row);
}

/** One, also where two sign-ins come at once. */
async function giveOrganization(userId: string): Promise<{ organizationId: string } | null> {
  return transaction(undefined, async (tx) => {
    await tx.$queryRaw(Prisma.sql`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`);
    const user = await tx.user.findUnique({ where: { id: userId }, include: { memberships: true } });
    if (!user || user.memberships.length > 0) return user?.memberships[0] ?? null;
    const createdAt = clock.now();
    const { id: organizationId } = await tx.organization.create({
      data: {
        id: newId("organization"),
        name: `${user.name}'s organization`,
        createdAt,
        memberships: { create: { id: newId("membership"), userId, role: "owner", createdAt } },
      },
    });
    await recordAudit(
      tx,
      { actor: { kind: "system", name: "sign-in" }, organizationId, requestId: newId("request") },
      { action: "organization.create", subjectId: organizationId },
    );
    return { organizationId };
  });
}
