import { setTrainingConsent } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { purposeRegistry } from "./purpose-registry";
import { requirePrivacyAccess } from "./require-privacy-access";
import { purposes, type Consent, type ConsentList, type Purpose, type SetConsents } from "./schema";
import { truncateAddress } from "./truncate-address";

/** What the organization agrees to now. Throws `insufficient_scope`. */
export async function getConsents(ctx: Context): Promise<ConsentList> {
  requirePrivacyAccess(ctx, "see");
  const newest = await readNewest(ctx.tx ?? db(), ctx.organizationId);
  return { object: "list", data: purposes.map((purpose) => toConsent(purpose, newest)), has_more: false };
}

/**
 * Gives or withdraws consents, from the next request on. Each change is a record that is only ever added; what was said
 * already is not said twice. Throws `conflict` where another text was read, `forbidden` (test keys too: they decide nothing
 * for live data), `insufficient_scope`.
 */
export async function setConsents(
  ctx: Context,
  { consents }: SetConsents,
  address: string,
): Promise<ConsentList> {
  requirePrivacyAccess(ctx, "change");
  if (ctx.actor.kind === "key" && ctx.actor.test)
    throw new AppError("forbidden", "Consents hold for live data. Use a live key, or the portal.");
  return transaction(ctx, async (tx) => {
    const { organizationId } = ctx;
    await tx.$queryRaw(
      Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`,
    );
    const newest = await readNewest(tx, organizationId);
    for (const wish of consents) {
      requireCurrent(wish);
      const said = newest.get(wish.purpose);
      if (said?.given !== wish.given || said.version !== wish.version) await record(tx, ctx, wish, address);
    }
    return getConsents({ ...ctx, tx });
  });
}

/** Takes a consent back for an organization whose person objects. Nothing where it was never given. */
export async function withdrawConsent(ctx: Context, purpose: Purpose): Promise<void> {
  await transaction(ctx, async (tx) => {
    const said = (await readNewest(tx, ctx.organizationId)).get(purpose);
    if (said?.given)
      await record(tx, ctx, { purpose, given: false, version: purposeRegistry[purpose].version }, "");
  });
}

type Wish = SetConsents["consents"][number];

function requireCurrent({ purpose, version }: Wish): void {
  if (version === purposeRegistry[purpose].version) return;
  throw new AppError(
    "conflict",
    `The text on ${purpose} has the version ${purposeRegistry[purpose].version}, not ${version}. Read it with GET /api/v1/consents, then decide.`,
    { param: "consents" },
  );
}

async function record(tx: Tx, ctx: Context, { purpose, given, version }: Wish, address: string) {
  const { actor, organizationId } = ctx;
  const id = newId("consent");
  await tx.consentRecord.create({
    data: {
      id,
      organizationId,
      purpose,
      given,
      version,
      source: actor.kind === "key" ? "key" : "session",
      actorId: actor.kind === "key" ? actor.keyId : actor.kind === "system" ? actor.name : actor.userId,
      address: truncateAddress(address),
      createdAt: clock.now(),
    },
  });
  if (purpose === "training") await setTrainingConsent(tx, organizationId, given);
  await recordAudit(tx, ctx, {
    action: given ? "consent.give" : "consent.withdraw",
    subjectId: id,
    detail: { purpose, version },
  });
}

type Newest = Map<string, { given: boolean; version: number; createdAt: Date }>;

async function readNewest(client: Tx | ReturnType<typeof db>, organizationId: string): Promise<Newest> {
  const newest: Newest = new Map();
  for (const purpose of purposes) {
    const where = { organizationId, purpose };
    const row = await client.consentRecord.findFirst({ where, orderBy: { number: "desc" } });
    if (row) newest.set(purpose, row);
  }
  return newest;
}

function toConsent(purpose: Purpose, newest: Newest): Consent {
  const { version, text } = purposeRegistry[purpose];
  const said = newest.get(purpose);
  return {
    purpose,
    text,
    version,
    given: said?.given === true && said.version === version,
    decided_at: said?.createdAt.toISOString() ?? null,
    decided_version: said?.version ?? null,
  };
}
