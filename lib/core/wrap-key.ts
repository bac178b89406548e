import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const WRAPPED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/** A key sealed by another with AES-256-GCM, bound to `purpose`: 12 bytes nonce, 32 bytes key, 16 bytes tag. */
export function wrapKey(key: Buffer, wrappingKey: Buffer, purpose: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey, nonce).setAAD(purpose);
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** The key inside; throws where the wrapping key, the purpose or a bit differs. */
export function unwrapKey(wrapped: Buffer, wrappingKey: Buffer, purpose: Buffer): Buffer {
  if (wrapped.length !== WRAPPED_KEY_BYTES) throw new Error(`A wrapped key has ${WRAPPED_KEY_BYTES} bytes`);
  const decipher = createDecipheriv("aes-256-gcm", wrappingKey, wrapped.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(purpose).setAuthTag(wrapped.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
