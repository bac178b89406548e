import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, type Context, type Tx } from "@/lib/db";
import { attestation } from "./schema";

/** Whether the organization has confirmed the present text. */
export async function hasAttested({ organizationId, tx }: Context): Promise<boolean> {
  const where = { organizationId, version: attestation.version };
  return (await (tx ?? db()).keyAttestation.count({ where })) > 0;
}

/**
 * Keeps that the organization confirms its duties towards its own end users, once for each version of the text; without
 * that there is no live key. The operator's command line makes keys for others and confirms nothing in their name. Throws
 * `conflict` where it was never confirmed, or another version was.
 */
export async function requireAttestation(tx: Tx, ctx: Context, confirmed: number | undefined): Promise<void> {
  if (ctx.actor.kind === "system") return;
  if (confirmed === attestation.version) return record(tx, ctx);
  if (confirmed === undefined && (await hasAttested({ ...ctx, tx }))) return;
  throw new AppError(
    "conflict",
    `A live key needs your confirmation. Send end_user_attestation: ${attestation.version} to confirm: ${attestation.text}`,
    { param: "end_user_attestation" },
  );
}

async function record(tx: Tx, ctx: Context): Promise<void> {
  const { actor, organizationId } = ctx;
  const { version, text } = attestation;
  const { count } = await tx.keyAttestation.createMany({
    data: [
      {
        id: newId("keyAttestation"),
        organizationId,
        version,
        sha256: createHash("sha256").update(text).digest("hex"),
        actorKind: actor.kind,
        actorId: actor.kind === "key" ? actor.keyId : actor.kind === "system" ? actor.name : actor.userId,
        createdAt: clock.now(),
      },
    ],
    skipDuplicates: true,
  });
  if (count > 0)
    await recordAudit(tx, ctx, { action: "key.attest", subjectId: organizationId, detail: { version } });
}

export interface Attestation {
  version: number;
  sha256: string;
  actorKind: string;
  actorId: string;
  createdAt: string;
}

/** What the organization has confirmed, the newest first. */
export async function listAttestations({ organizationId }: Context): Promise<Attestation[]> {
  const rows = await db().keyAttestation.findMany({
    where: { organizationId },
    orderBy: { version: "desc" },
  });
  return rows.map(({ version, sha256, actorKind, actorId, createdAt }) => ({
    version,
    sha256,
    actorKind,
    actorId,
    createdAt: createdAt.toISOString(),
  }));
}
