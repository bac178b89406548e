import { randomBytes } from "node:crypto";
import { masterKey } from "@/lib/core/env";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { unavailable } from "./storage-unavailable";
import { KEY_BYTES, unwrapKey, wrapKey } from "./wrap-key";

/** Short, because a destroyed key should be gone from memory soon as well. */
const CACHED_MS = 30_000;
const cache = processWide("organization-keys", () => new ExpiringMap<Buffer>(CACHED_MS, 1_000));

/**
 * The organization's key, made on first use where `make` is set. Two that make it at once get the same: the first row
 * stands. Throws `storage_unavailable` where the master key is missing or is another one.
 */
export function organizationKey(organizationId: string, { make }: { make: boolean }): Promise<Buffer> {
  return cache.get(organizationId, () => load(organizationId, make));
}

async function load(organizationId: string, make: boolean): Promise<Buffer> {
  const where = { organizationId };
  const purpose = Buffer.from(`printpal:organization-key:1:${organizationId}`);
  const known = await db().organizationKey.findUnique({ where });
  if (!known && !make)
    throw unavailable(new Error(`No key for ${organizationId}: it was destroyed or never made`));
  try {
    if (known) return unwrapKey(Buffer.from(known.wrappedKey), masterKey(), purpose);
    const wrappedKey = new Uint8Array(wrapKey(randomBytes(KEY_BYTES), masterKey(), purpose));
    await db().organizationKey.createMany({ data: [{ organizationId, wrappedKey }], skipDuplicates: true });
    const stored = await db().organizationKey.findUniqueOrThrow({ where });
    return unwrapKey(Buffer.from(stored.wrappedKey), masterKey(), purpose);
  } catch (error) {
    throw unavailable(error);
  }
}

/** Makes this process ask the database again, for instance after a key was destroyed. */
export const forgetOrganizationKeys = (): void => cache.clear();
