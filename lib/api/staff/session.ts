import { notFound } from "next/navigation";
import { newId } from "@/lib/core/ids";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findAdmitted } from "../session";

/** The signed-in person as staff, or null for everybody who is none. `organizationId` is whom the act concerns. */
export async function findStaff(organizationId = "", requestId = newId("request")): Promise<Context | null> {
  const user = (await findAdmitted())?.user;
  if (!user?.staffRole) return null;
  return { actor: { kind: "staff", userId: user.id, role: user.staffRole }, organizationId, requestId };
}

/** For pages: whoever is no staff, stranger or customer, finds what an unknown address shows. */
export async function requireStaffSession(organizationId?: string): Promise<Context> {
  return (await findStaff(organizationId)) ?? notFound();
}

/** For actions. Throws `not_found`. */
export async function currentStaff(organizationId: string, requestId: string): Promise<Context> {
  const staff = await findStaff(organizationId, requestId);
  if (!staff) throw new AppError("not_found", "There is no such page.");
  return staff;
}

/** Writes down that the staff looked at an organization's own things. */
export async function recordLook(ctx: Context, subjectId: string): Promise<void> {
  await transaction(ctx, (tx) => recordAudit(tx, ctx, { action: "staff.look", subjectId }));
}
