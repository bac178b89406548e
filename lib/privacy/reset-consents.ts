import { setTrainingConsent } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { markApplied } from "@/lib/policies";
import type { PolicyDocument } from "@/lib/policies/schema";
import { purposes } from "./schema";

/**
 * Job body, at the moment when a material version of the privacy policy takes effect: consents that were given to the
 * former text end, each by a record of its own, and count again once they are given anew. Repeated, it ends nothing twice.
 */
export async function resetConsents(
  document: PolicyDocument,
  version: number,
  signal: AbortSignal,
): Promise<void> {
  if (document === "privacy") {
    const organizations = await db().consentRecord.findMany({
      distinct: ["organizationId"],
      select: { organizationId: true },
    });
    for (const { organizationId } of organizations) {
      signal.throwIfAborted();
      await endConsents(organizationId, `privacy:${version}`);
    }
  }
  await markApplied(document, version);
}

async function endConsents(organizationId: string, actorId: string): Promise<void> {
  const ctx: Context = {
    actor: { kind: "system", name: "policy" },
    organizationId,
    requestId: newId("request"),
  };
  await transaction(undefined, async (tx) => {
    await tx.$queryRaw`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`;
    for (const purpose of purposes) {
      const said = await tx.consentRecord.findFirst({
        where: { organizationId, purpose },
        orderBy: { number: "desc" },
      });
      const again =
        said && (await tx.consentRecord.findFirst({ where: { organizationId, purpose, actorId } }));
      if (!said?.given || again) continue;
      const id = newId("consent");
      const { version } = said;
      const record = { id, organizationId, purpose, given: false, version, source: "policy", actorId };
      await tx.consentRecord.create({ data: { ...record, address: null, createdAt: clock.now() } });
      if (purpose === "training") await setTrainingConsent(tx, organizationId, false);
      await recordAudit(tx, ctx, {
        action: "consent.reset",
        subjectId: id,
        detail: { purpose, policy: actorId },
      });
    }
  });
}
