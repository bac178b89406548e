/**
 * API keys: issued, shown once, verified, revoked. Only a SHA-256 of a key is kept. A mistyped key is refused by its
 * checksum before any query, a revoked one is refused within five seconds everywhere, and nobody can tell another
 * organization's key from one that never was. A key cannot make a key that may do more than itself.
 */
export { createKey } from "./create-key";
export { isAllowedAddress } from "./is-allowed-address";
export { listKeys } from "./list-keys";
export { renameKey } from "./rename-key";
export { reportExposure, type Exposure } from "./report-exposure";
export { revokeKey } from "./revoke-key";
export { flushKeyUse, touchKey } from "./touch-key";
export { verifyKey, type VerifiedKey } from "./verify-key";
export * from "./schema";
