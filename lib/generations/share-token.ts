import { createHmac, timingSafeEqual } from "node:crypto";
import { signingKey } from "@/lib/core/env";

const PREFIX = "shr_";

/**
 * What a share's address ends with: its id and a signature over it. The id alone, which the audit log shows, opens
 * nothing. A new AUTH_SECRET ends every address at once.
 */
export const shareToken = (id: string): string => `${id.slice(PREFIX.length)}.${sign(id)}`;

/** The id in a token, or null where anything in it was altered. */
export function readShareToken(token: string): string | null {
  const [digits, signature, ...rest] = token.split(".");
  if (!/^[0-9A-Za-z]{22}$/.test(digits) || !signature || rest.length > 0) return null;
  const id = `${PREFIX}${digits}`;
  const expected = Buffer.from(sign(id));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

const sign = (id: string): string =>
  createHmac("sha256", signingKey("share-link")).update(`1\n${id}`).digest("base64url").slice(0, 27);
