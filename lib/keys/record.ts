import type { Prisma } from "@/lib/db";
import type { ApiKey, KeyScope } from "./schema";

/** Row → the public key, which is never the key itself. */
export function toApiKey(row: Prisma.ApiKeyModel): ApiKey {
  return {
    id: row.id,
    object: "api_key",
    name: row.name,
    masked: `${row.prefix}…${row.lastFour}`,
    test: row.test,
    scopes: row.scopes as KeyScope[],
    allowed_addresses: row.allowedAddresses,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
    exposed_at: row.exposedAt?.toISOString() ?? null,
    exposed_by: row.exposedBy as ApiKey["exposed_by"],
  };
}
