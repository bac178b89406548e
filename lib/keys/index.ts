/**
 * API keys: issued, shown once, verified, changed, rotated, revoked. Only a SHA-256 of a key is kept. A mistyped key is
 * refused by its checksum before any query, a revoked one is refused within five seconds everywhere, and nobody can tell
 * another organization's key from one that never was. A key cannot make, change or rotate one that may do more than
 * itself. Whoever finds a key in public can end it.
 */
export { hasAttested, listAttestations, type Attestation } from "./attest";
export { createKey } from "./create-key";
export { eraseNetworksOfKey } from "./erase-networks";
export { findKeyMaker } from "./find-key-maker";
export { findOwnKey as findKey } from "./find-own-key";
export { isAllowedAddress } from "./is-allowed-address";
export { listKeys } from "./list-keys";
export { reportExposure, type Exposure } from "./report-exposure";
export { revokeAllKeys } from "./revoke-all-keys";
export { revokeKey } from "./revoke-key";
export { revokeLeakedKey, type Find } from "./revoke-leaked-key";
export { rotateKey } from "./rotate-key";
export { isWellFormed } from "./secret";
export { flushKeyUse, touchKey } from "./touch-key";
export { updateKey } from "./update-key";
export { verifyKey, type VerifiedKey } from "./verify-key";
export * from "./schema";
