import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { getCurrentPolicy, getPolicyVersion } from "./policy-versions";
import type { SignDpa } from "./schema";

export interface DpaSignature {
  version: number;
  sha256: string;
  signatory: string;
  company: string;
  signedAt: string;
}

/**
 * Signs the data processing agreement for the organization, as it was shown. Throws `conflict` where another version holds
 * by now, `forbidden` for whoever may not bind the organization.
 */
export async function signDpa(
  ctx: Context,
  { version, sha256, signatory, company }: SignDpa,
): Promise<DpaSignature> {
  const { actor, organizationId } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to sign the agreement.");
  requireRole(ctx, ["owner", "admin"]);
  const signedAt = clock.now();
  await transaction(ctx, async (tx) => {
    const current = await getCurrentPolicy("dpa", tx);
    if (current.version !== version || current.sha256 !== sha256)
      throw new AppError(
        "conflict",
        "The agreement has changed while you were reading. Open this page anew.",
      );
    const id = newId("dpaSignature");
    const { userId } = actor;
    await tx.dpaSignature.create({
      data: { id, organizationId, userId, version, sha256, signatory, company, signedAt },
    });
    await recordAudit(tx, ctx, { action: "dpa.sign", subjectId: id, detail: { version } });
  });
  return { version, sha256, signatory, company, signedAt: signedAt.toISOString() };
}

/** The organization's newest signature, or null. */
export async function findDpaSignature({ organizationId }: Context): Promise<DpaSignature | null> {
  const row = await db().dpaSignature.findFirst({ where: { organizationId }, orderBy: { signedAt: "desc" } });
  if (!row) return null;
  const { version, sha256, signatory, company, signedAt } = row;
  return { version, sha256, signatory, company, signedAt: signedAt.toISOString() };
}

/** The signed agreement as a text to keep: what was signed, by whom, when, and the hash of it. Throws `not_found`. */
export async function printSignedDpa(ctx: Context): Promise<string> {
  const signature = await findDpaSignature(ctx);
  if (!signature) throw new AppError("not_found", "Nobody has signed the agreement yet.");
  const { version, sha256, signatory, company, signedAt } = signature;
  const { text } = await getPolicyVersion("dpa", version);
  const lines = [
    `Version ${version}, SHA-256 of the text above: ${sha256}`,
    `For the controller: ${company}`,
    `Signed electronically by: ${signatory}`,
    `On: ${signedAt}`,
    `Organization: ${ctx.organizationId}`,
  ];
  return `${text}\n${"-".repeat(72)}\n${lines.join("\n")}\n`;
}
