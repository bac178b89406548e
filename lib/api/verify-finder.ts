import { createVerify } from "node:crypto";

/** One of the keys at https://api.github.com/meta/public_keys/secret_scanning. */
export interface FinderKey {
  key_identifier: string;
  /** PEM. */
  key: string;
}

/** Whether a body bears the signature of one of the keys: ECDSA over its SHA-256, as GitHub's secret scanning sends it. */
export function isSignedFind(keys: readonly FinderKey[], headers: Headers, body: Uint8Array): boolean {
  const identifier = headers.get("github-public-key-identifier");
  const signature = headers.get("github-public-key-signature");
  const known = keys.find((key) => key.key_identifier === identifier);
  if (!known || !signature) return false;
  try {
    return createVerify("SHA256").update(body).verify(known.key, signature, "base64");
  } catch {
    return false;
  }
}
