import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { randomBase62, toBase62 } from "@/lib/core/ids";

const RANDOM_DIGITS = 43;
const CHECK_DIGITS = 6;
const FORM = /^pp_(live|test)_[0-9A-Za-z]{49}$/;

/** A new key: `pp_live_` or `pp_test_`, 43 base62 digits (256 bits), 6 digits of CRC-32 over everything before them. */
export function newSecret(test: boolean): string {
  const body = `pp_${test ? "test" : "live"}_${randomBase62(RANDOM_DIGITS)}`;
  return body + checksum(body);
}

/** Whether the text has a key's form and its checksum is right: needs no database. */
export function isWellFormed(secret: string): boolean {
  if (!FORM.test(secret)) return false;
  return checksum(secret.slice(0, -CHECK_DIGITS)) === secret.slice(-CHECK_DIGITS);
}

/** What is stored and looked up. 256 random bits need no salt and no slow hash. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** What a row keeps of a key: enough to find and to recognise it, too little to use it. */
export const describeSecret = (secret: string) => ({
  hash: hashSecret(secret),
  prefix: secret.slice(0, "pp_live_".length + 4),
  lastFour: secret.slice(-4),
});

const checksum = (body: string) => toBase62(crc32(body), CHECK_DIGITS);
