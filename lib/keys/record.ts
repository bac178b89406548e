import { clock } from "@/lib/core/clock";
import type { Prisma } from "@/lib/db";
import type { ApiKey, KeyScope } from "./schema";

/** What a row is read with, so that it says where the key is used from. */
export const withNetworks = {
  networks: { orderBy: { lastUsedAt: "desc" }, take: 10 },
} satisfies Prisma.ApiKeyInclude;

type KeyRow = Prisma.ApiKeyModel & { networks?: Prisma.KeyNetworkModel[] };

/** Row → the public key, which is never the key itself. */
export function toApiKey(row: KeyRow): ApiKey {
  const overlaps = row.overlapEndsAt !== null && row.overlapEndsAt > clock.now() && row.revokedAt === null;
  const exposed = isExposed(row, overlaps);
  return {
    id: row.id,
    object: "api_key",
    name: row.name,
    masked: `${row.prefix}…${row.lastFour}`,
    test: row.test,
    scopes: row.scopes as KeyScope[],
    allowed_addresses: row.allowedAddresses,
    allowed_origins: row.allowedOrigins,
    monthly_credit_cap: row.monthlyCreditCap,
    project_id: row.projectId,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    used_from: (row.networks ?? []).map((use) => ({
      network: use.name || null,
      country: use.country || null,
      address: use.address,
      first_used_at: use.firstUsedAt.toISOString(),
      last_used_at: use.lastUsedAt.toISOString(),
    })),
    rotated_at: row.rotatedAt?.toISOString() ?? null,
    previous_secret_expires_at: overlaps ? (row.overlapEndsAt?.toISOString() ?? null) : null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
    exposed_at: exposed ? (row.exposedAt?.toISOString() ?? null) : null,
    exposed_by: exposed ? (row.exposedBy as ApiKey["exposed_by"]) : null,
  };
}

/** A warning stands until the secret that was seen has been replaced and no longer works. */
function isExposed({ exposedAt, rotatedAt }: Prisma.ApiKeyModel, overlaps: boolean): boolean {
  return exposedAt !== null && (overlaps || rotatedAt === null || rotatedAt < exposedAt);
}
