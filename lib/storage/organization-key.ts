import { ownerKey } from "@/lib/db";
import { unavailable } from "./storage-unavailable";

/**
 * The organization's key, made on first use where `make` is set. Throws `storage_unavailable` where it was destroyed or
 * never made, or where the master key is missing or another one.
 */
export async function organizationKey(organizationId: string, options: { make: boolean }): Promise<Buffer> {
  const key = await ownerKey(organizationId, options);
  if (!key) throw unavailable(new Error(`No key for ${organizationId}: it was destroyed or never made`));
  return key;
}

export { forgetOwnerKeys as forgetOrganizationKeys } from "@/lib/db";
