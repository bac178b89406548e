import { createHmac, hkdfSync } from "node:crypto";
import { organizationKey } from "./organization-key";

/**
 * A name that must be found again but not be read: HMAC-SHA-256 in hexadecimal, under a key for this purpose alone that
 * follows from the organization's. The same name of two organizations, or for two purposes, has nothing in common.
 * Throws `storage_unavailable` where the master key is missing.
 */
export async function keyedHash(organizationId: string, purpose: string, name: string): Promise<string> {
  const root = await organizationKey(organizationId, { make: true });
  const key = Buffer.from(hkdfSync("sha256", root, "", `printpal:hash:1:${purpose}`, 32));
  return createHmac("sha256", key).update(name).digest("hex");
}
