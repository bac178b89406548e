import { masterKey } from "@/lib/core/env";
import { organizationKey } from "./organization-key";
import { unavailable } from "./storage-unavailable";
import { unwrapKey, wrapKey } from "@/lib/core/wrap-key";

/**
 * Seals 32 secret bytes that must be had back, under the organization's key: destroying that destroys them as well.
 * `purpose` names the place they belong to, such as `webhook:whe_…`; they open nowhere else.
 * Throws `storage_unavailable` where the master key is missing.
 */
export async function sealSecret(
  organizationId: string,
  purpose: string,
  secret: Buffer,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await organizationKey(organizationId, { make: true });
  return new Uint8Array(wrapKey(secret, key, bound(purpose)));
}

/** The secret again. Throws `storage_unavailable`, or Error where it was altered or belongs elsewhere. */
export async function openSecret(
  organizationId: string,
  purpose: string,
  sealed: Uint8Array,
): Promise<Buffer> {
  const key = await organizationKey(organizationId, { make: false });
  return unwrapKey(Buffer.from(sealed), key, bound(purpose));
}

/** The same of a person's own secret, which belongs to no organization: under the master key itself. */
export async function sealOwnSecret(purpose: string, secret: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(wrapKey(secret, requireMasterKey(), bound(purpose)));
}

/** The secret again. Throws `storage_unavailable`, or Error where it was altered or belongs elsewhere. */
export async function openOwnSecret(purpose: string, sealed: Uint8Array): Promise<Buffer> {
  return unwrapKey(Buffer.from(sealed), requireMasterKey(), bound(purpose));
}

function requireMasterKey(): Buffer {
  try {
    return masterKey();
  } catch (error) {
    throw unavailable(error);
  }
}

const bound = (purpose: string): Buffer => Buffer.from(`printpal:secret:1:${purpose}`);
