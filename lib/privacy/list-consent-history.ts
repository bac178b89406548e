import { db, type Context } from "@/lib/db";
import { requirePrivacyAccess } from "./require-privacy-access";
import type { Purpose } from "./schema";

export interface SaidConsent {
  id: string;
  purpose: Purpose;
  given: boolean;
  version: number;
  /** `key`, `session` or `policy`: through what it was said, or that a new policy ended it. */
  source: string;
  saidAt: string;
}

/** Everything that the organization said to any purpose, the newest first. Throws `insufficient_scope`. */
export async function listConsentHistory(ctx: Context): Promise<SaidConsent[]> {
  requirePrivacyAccess(ctx, "see");
  const { organizationId } = ctx;
  const rows = await db().consentRecord.findMany({
    where: { organizationId },
    orderBy: { number: "desc" },
    take: 200,
  });
  return rows.map(({ id, purpose, given, version, source, createdAt }) => ({
    id,
    purpose: purpose as Purpose,
    given,
    version,
    source,
    saidAt: createdAt.toISOString(),
  }));
}
