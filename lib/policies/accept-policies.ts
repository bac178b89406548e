import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { getCurrentPolicy, listPolicyVersions, type PolicyVersion } from "./policy-versions";
import { requiredDocuments, type AcceptedPolicies, type PolicyDocument } from "./schema";

export type Occasion = "sign_up" | "change" | "first_key_use";

interface Acceptance {
  userId: string | null;
  organizationId: string;
  keyId?: string;
  occasion: Occasion;
}

/**
 * Keeps that a person has read and accepted the documents that were shown to them, by the hash of what was shown. Throws
 * `conflict` where another version holds by now: nobody accepts what they have not seen.
 */
export async function recordAcceptance(
  tx: Tx,
  ctx: Context,
  of: Acceptance & { userId: string },
  shown: AcceptedPolicies,
): Promise<void> {
  for (const current of await requireCurrent(tx, shown)) {
    const { document, version } = current;
    const id = await insert(tx, of, current);
    const detail = { document, version, occasion: of.occasion };
    await recordAudit(
      tx,
      { ...ctx, organizationId: of.organizationId },
      {
        action: "policy.accept",
        subjectId: id,
        detail,
      },
    );
  }
}

/** The documents that were shown, where each is still what holds. Throws `conflict` as {@link recordAcceptance}. */
export async function requireCurrent(tx: Tx, shown: AcceptedPolicies): Promise<PolicyVersion[]> {
  const all: PolicyVersion[] = [];
  for (const { document, version, sha256 } of shown) {
    const current = await getCurrentPolicy(document, tx);
    if (current.version !== version || current.sha256 !== sha256)
      throw new AppError(
        "conflict",
        `The ${current.title} has changed while you were reading. Open this page anew and read it again.`,
        { param: "accepted" },
      );
    all.push(current);
  }
  return all;
}

/**
 * Keeps which versions held when a key was used for the first time. It says that they were in force, not that anybody
 * agreed: going on to use the service accepts nothing.
 */
export async function recordFirstKeyUse(
  tx: Tx,
  of: Omit<Acceptance, "occasion"> & { keyId: string },
): Promise<void> {
  for (const document of requiredDocuments)
    await insert(tx, { ...of, occasion: "first_key_use" }, await getCurrentPolicy(document, tx));
}

/** The acting person says so in the portal. Throws `conflict` as above, `forbidden` for whoever is no person. */
export async function acceptPolicies(ctx: Context, shown: AcceptedPolicies): Promise<void> {
  const { actor, organizationId } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to accept a policy.");
  const of = { userId: actor.userId, organizationId, occasion: "change" as const };
  await transaction(ctx, (tx) => recordAcceptance(tx, ctx, of, shown));
}

/** What holds now and the acting person has not accepted since it last changed in a way that matters. */
export async function listUnaccepted(ctx: Context): Promise<PolicyVersion[]> {
  const { actor } = ctx;
  if (actor.kind !== "user") return [];
  const wanted: PolicyVersion[] = [];
  for (const document of requiredDocuments) {
    const versions = await listPolicyVersions(document);
    const current = versions.find(({ state }) => state === "effective");
    if (current && (await newestAccepted(actor.userId, document)) < lastMaterial(versions))
      wanted.push(current);
  }
  return wanted;
}

/** What a person has accepted, the newest first: only what they said themselves. */
export async function listAcceptances(ctx: Context) {
  const { actor } = ctx;
  if (actor.kind !== "user") return [];
  const rows = await db().policyAcceptance.findMany({
    where: { userId: actor.userId, occasion: { not: "first_key_use" } },
    orderBy: { number: "desc" },
    take: 50,
  });
  return rows.map(({ document, version, sha256, occasion, acceptedAt }) => ({
    document: document as PolicyDocument,
    version,
    sha256,
    occasion: occasion as Occasion,
    acceptedAt,
  }));
}

async function newestAccepted(userId: string, document: string): Promise<number> {
  const { _max } = await db().policyAcceptance.aggregate({
    where: { userId, document, occasion: { not: "first_key_use" } },
    _max: { version: true },
  });
  return _max.version ?? 0;
}

const lastMaterial = (versions: readonly PolicyVersion[]): number =>
  Math.max(
    ...versions
      .filter(({ material, state }) => material && (state === "effective" || state === "replaced"))
      .map(({ version }) => version),
  );

async function insert(tx: Tx, of: Acceptance, { document, version, sha256 }: PolicyVersion): Promise<string> {
  const id = newId("policyAcceptance");
  const { userId, organizationId, keyId, occasion } = of;
  await tx.policyAcceptance.create({
    data: {
      id,
      userId,
      organizationId,
      keyId: keyId ?? null,
      occasion,
      document,
      version,
      sha256,
      acceptedAt: clock.now(),
    },
  });
  return id;
}
