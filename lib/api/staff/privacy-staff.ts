import { notFound } from "next/navigation";
import type { Context } from "@/lib/db";
import { requireStaffSession } from "./session";

/** For pages of the privacy desk: other staff finds what an unknown address shows. */
export async function requirePrivacyStaff(): Promise<Context> {
  const ctx = await requireStaffSession();
  const { actor } = ctx;
  if (actor.kind !== "staff" || !["privacy", "operator"].includes(actor.role)) notFound();
  return ctx;
}
