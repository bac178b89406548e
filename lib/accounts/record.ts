import type { StaffRole } from "@/lib/core/actor";
import type { Prisma } from "@/lib/db";

/** A person. The password's hash stays inside this room. */
export interface User {
  id: string;
  /** The whole number that the published clients read as `user_id`. */
  number: number;
  email: string;
  name: string;
  /** What the person may do for whoever runs the portal; null for everybody else. */
  staffRole: StaffRole | null;
  createdAt: Date;
}

export interface Organization {
  id: string;
  name: string;
  /** Set while the organization may not spend or submit. */
  suspendedAt: Date | null;
  suspensionReason: string | null;
  /** When its owners asked that somebody else looks at the suspension; null where nothing is to be decided. */
  reviewAskedAt: Date | null;
  createdAt: Date;
}

/** One signed-in browser. */
export interface Session {
  id: string;
  userId: string;
  organizationId: string;
  /** Browser and system family only, such as "Firefox on Linux". */
  device: string;
  /** Who provides the connection that it began on. */
  network: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  /** The latest moment it can live to, however busy. */
  expiresAt: Date;
}

export function toUser(row: Prisma.UserModel): User {
  const { id, number, email, name, staffRole, createdAt } = row;
  return { id, number, email, name, staffRole, createdAt };
}

export function toOrganization(row: Prisma.OrganizationModel): Organization {
  const { id, name, suspendedAt, suspensionReason, reviewAskedAt, createdAt } = row;
  return { id, name, suspendedAt, suspensionReason, reviewAskedAt, createdAt };
}

export function toSession(row: Prisma.SessionModel): Session {
  const { id, userId, organizationId, device, network, createdAt, lastSeenAt, expiresAt } = row;
  return { id, userId, organizationId, device, network, createdAt, lastSeenAt, expiresAt };
}
