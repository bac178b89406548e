import type { StaffRole } from "@/lib/core/actor";
import { db } from "@/lib/db";

/** The people of these staff roles. */
export async function listStaff(roles: readonly StaffRole[]): Promise<string[]> {
  const where = { staffRole: { in: [...roles] }, closedAt: null };
  return (await db().user.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** Their mail addresses. */
export async function listStaffAddresses(roles: readonly StaffRole[]): Promise<string[]> {
  const where = { staffRole: { in: [...roles] }, closedAt: null };
  return (await db().user.findMany({ where, select: { email: true } })).map(({ email }) => email);
}
