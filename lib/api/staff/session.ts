import { notFound, redirect } from "next/navigation";
import { newId } from "@/lib/core/ids";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findAdmitted, findSignedIn, needsFactor, SET_UP, type SignedIn } from "../session";

/** The signed-in person as staff, or null for everybody who is none. `organizationId` is whom the act concerns. */
export async function findStaff(organizationId = "", requestId = newId("request")): Promise<Context | null> {
  const user = (await findAdmitted())?.user;
  if (!user?.staffRole) return null;
  return { actor: { kind: "staff", userId: user.id, role: user.staffRole }, organizationId, requestId };
}

/**
 * For pages: whoever is no staff, stranger or customer, finds what an unknown address shows, and staff who lack the second
 * factor that is demanded of them where they set it up.
 */
export async function requireStaffSession(organizationId?: string): Promise<Context> {
  if (await findLacking()) return redirect(SET_UP);
  return (await findStaff(organizationId)) ?? notFound();
}

/** Staff to whom nothing is open before they have a second factor. */
async function findLacking(): Promise<SignedIn | null> {
  const signedIn = await findSignedIn();
  return signedIn?.user.staffRole && signedIn.lacksSecondFactor ? signedIn : null;
}

/** For actions. Throws `not_found`, and `forbidden` for staff who lack the second factor that is demanded of them. */
export async function currentStaff(organizationId: string, requestId: string): Promise<Context> {
  const lacking = await findLacking();
  if (lacking) throw needsFactor(lacking);
  const staff = await findStaff(organizationId, requestId);
  if (!staff) throw new AppError("not_found", "There is no such page.");
  return staff;
}

/** Writes down that the staff looked at an organization's own things. */
export async function recordLook(ctx: Context, subjectId: string): Promise<void> {
  await transaction(ctx, (tx) => recordAudit(tx, ctx, { action: "staff.look", subjectId }));
}
