import type { Scope } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { findSecret } from "./find-secret";
import { hashSecret, isWellFormed } from "./secret";

/** What a request may know about the key it came with. */
export interface VerifiedKey {
  id: string;
  organizationId: string;
  name: string;
  test: boolean;
  scopes: Scope[];
  /** Where it may be used from; anywhere where empty. See `isAllowedAddress`. */
  allowedAddresses: string[];
  /** Web pages that may send it while it is live. */
  allowedOrigins: string[];
  monthlyCreditCap: number | null;
  projectId: string | null;
  /** Whether the organization is suspended: the key is right, but may do nothing. */
  suspended: boolean;
  /** For a secret that was replaced, the end of its overlap. */
  expiresAt: Date | null;
}

const CACHED_MS = 5_000;
const cache = processWide("keys", () => new ExpiringMap<VerifiedKey | null>(CACHED_MS, 10_000));

/**
 * The key behind a secret, or null where it is mistyped (known without a query), unknown, revoked or expired: all alike.
 * Kept for up to five seconds in this process, by hash; the secret itself is kept nowhere.
 */
export async function verifyKey(secret: string): Promise<VerifiedKey | null> {
  if (!isWellFormed(secret)) return null;
  const hash = hashSecret(secret);
  const key = await cache.get(hash, () => load(hash));
  return key && (!key.expiresAt || clock.now() < key.expiresAt) ? key : null;
}

/** Makes this process ask the database again, by the SHA-256 of a secret. */
export const forgetSecret = (hash: string): void => cache.delete(hash);

async function load(hash: string): Promise<VerifiedKey | null> {
  const found = await findSecret(hash);
  if (!found || found.key.revokedAt) return null;
  const { id, organizationId, name, test, allowedAddresses, allowedOrigins, monthlyCreditCap, projectId } =
    found.key;
  const organization = await db().organization.findUnique({ where: { id: organizationId } });
  if (!organization) return null;
  const suspended = organization.suspendedAt !== null;
  return {
    id,
    organizationId,
    name,
    test,
    scopes: found.key.scopes as Scope[],
    allowedAddresses,
    allowedOrigins,
    monthlyCreditCap,
    projectId,
    suspended,
    expiresAt: earlier(found.key.expiresAt, found.retiredUntil),
  };
}

/** The earlier of two ends, of which either may be absent. */
function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
