import { emailOwners } from "@/lib/accounts";
import { findNetwork } from "@/lib/core/find-network";
import { newId } from "@/lib/core/ids";
import { Prisma, recordAudit, sealRow, type Context, type Tx } from "@/lib/db";
import { toApiKey } from "./record";

/** A key that wanders through more networks than that in a day tells of them in the portal alone. */
const MAILS_A_DAY = 5;

/** One key's last use from one address. */
export interface KeyUse {
  keyId: string;
  /** Where it came from; null for a browser, whose address is its visitor's own. */
  address: string | null;
  at: Date;
}

interface Written {
  keyId: string;
  asn: number;
  country: string;
  name: string;
  address: string;
  usedAt: Date;
  fresh: boolean;
}

/**
 * Keeps which networks keys were used from, and has their owners mailed where one is used from a network, or from a country of it, that
 * is new to it: the first sign of a key in strange hands. The first network of a key is the one that it is meant for. Expects the keys'
 * rows locked.
 */
export async function recordKeyNetworks(tx: Tx, uses: readonly KeyUse[]): Promise<void> {
  const rows = await Promise.all(placeUses(uses).map(sealUse));
  if (rows.length === 0) return;
  const values = rows.map(
    ({ keyId, asn, country, name, address, usedAt }) =>
      Prisma.sql`(${keyId}, ${asn}::int, ${country}, ${name}, ${address}, ${usedAt.toISOString()}::timestamptz)`,
  );
  const written = await tx.$queryRaw<Written[]>(Prisma.sql`
    INSERT INTO key_networks AS kept (api_key_id, asn, country, name, address, first_used_at, last_used_at)
    SELECT id, asn, country, name, address, used_at, used_at
    FROM (VALUES ${Prisma.join(values)}) AS used(id, asn, country, name, address, used_at)
    ON CONFLICT (api_key_id, asn, country) DO UPDATE SET
      name = excluded.name,
      address = CASE WHEN excluded.last_used_at >= kept.last_used_at THEN excluded.address ELSE kept.address END,
      last_used_at = greatest(kept.last_used_at, excluded.last_used_at)
    RETURNING api_key_id AS "keyId", asn, country, name, address, first_used_at AS "usedAt", xmax = 0 AS fresh`);
  const fresh = written.filter((row) => row.fresh && row.asn > 0);
  for (const keyId of new Set(fresh.map((row) => row.keyId)))
    await tellOf(
      tx,
      fresh.filter((row) => row.keyId === keyId),
    );
}

/** One row for each key, network and country, with the last use from it. */
function placeUses(uses: readonly KeyUse[]): Omit<Written, "fresh">[] {
  const rows = new Map<string, Omit<Written, "fresh">>();
  for (const { keyId, address, at } of uses) {
    if (address === null) continue;
    const { asn, name, country } = findNetwork(address) ?? { asn: 0, name: "", country: null };
    const id = `${keyId} ${asn} ${country}`;
    const known = rows.get(id);
    if (!known || known.usedAt <= at)
      rows.set(id, { keyId, asn, country: country ?? "", name, address, usedAt: at });
  }
  return [...rows.values()];
}

async function sealUse({ keyId: apiKeyId, ...use }: Omit<Written, "fresh">): Promise<Omit<Written, "fresh">> {
  const sealed = await sealRow("key_networks", { apiKeyId, ...use });
  return { ...sealed, keyId: apiKeyId };
}

async function tellOf(tx: Tx, fresh: Written[]): Promise<void> {
  const { keyId } = fresh[0];
  const inOrder = fresh.sort((a, b) => a.usedAt.getTime() - b.usedAt.getTime());
  const known = await tx.keyNetwork.count({ where: { apiKeyId: keyId, asn: { gt: 0 } } });
  const alarming = known === fresh.length ? inOrder.slice(1) : inOrder;
  if (alarming.length === 0) return;
  const key = await tx.apiKey.findUniqueOrThrow({ where: { id: keyId } });
  if (key.revokedAt) return;
  const since = new Date(inOrder[0].usedAt.getTime() - 24 * 60 * 60 * 1000);
  const ofToday = await tx.keyNetwork.count({
    where: { apiKeyId: keyId, asn: { gt: 0 }, firstUsedAt: { gt: since } },
  });
  const room = Math.max(0, MAILS_A_DAY - (ofToday - fresh.length));
  const ctx: Context = {
    actor: { kind: "system", name: "key-use" },
    organizationId: key.organizationId,
    requestId: newId("request"),
  };
  const { name, masked } = toApiKey(key);
  for (const [count, { asn, country, name: network, address, usedAt }] of alarming.entries()) {
    await recordAudit(tx, ctx, {
      action: "key.new_network",
      subjectId: keyId,
      detail: { asn, network, country },
    });
    if (count >= room) continue;
    const at = usedAt.toISOString();
    await emailOwners(tx, ctx, {
      about: "key_new_network",
      ...{ name, masked, network, country: country || null, address, at },
    });
  }
}
