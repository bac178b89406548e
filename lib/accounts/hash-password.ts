import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";
import { AppError } from "@/lib/core/errors";

/** scrypt N = 2^17, r = 8, p = 1: OWASP's and ASVS's first choice where argon2 is not at hand; 128 MiB, about 0.3 s. */
const COST = { logN: 17, r: 8, p: 1 } as const;
const MAX_LOG_N = 20;

/** Two cores and 128 MiB a hash: two at once keep file access (the same thread pool of four) alive. */
const MAX_RUNNING = 2;
const MAX_WAITING = 32;

/**
 * `$scrypt$ln=17,r=8,p=1$<salt>$<hash>`, base64 without padding. The password is normalised to Unicode form C first.
 * Throws `too_many_attempts` where 32 others wait already.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await withSlot(() => derive(password, salt, COST));
  return `$scrypt$ln=${COST.logN},r=${COST.r},p=${COST.p}$${plainBase64(salt)}$${plainBase64(hash)}`;
}

/**
 * Whether the password belongs to the stored hash, in constant time. Without a stored hash (an unknown address) it works
 * as long and says no. Throws `too_many_attempts` like {@link hashPassword}.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const { cost, salt, hash } = parse(stored) ?? { cost: COST, salt: randomBytes(16), hash: randomBytes(32) };
  const derived = await withSlot(() => derive(password, salt, cost));
  return derived.length === hash.length && timingSafeEqual(derived, hash);
}

/** Whether the hash was made with other figures than today's, so that a successful sign-in should renew it. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(`$scrypt$ln=${COST.logN},r=${COST.r},p=${COST.p}$`);
}

interface Cost {
  logN: number;
  r: number;
  p: number;
}

function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r + 1024 * 1024 };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFC"), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

function parse(stored: string | undefined): { cost: Cost; salt: Buffer; hash: Buffer } | undefined {
  const match = stored?.match(/^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/);
  if (!match) return undefined;
  const [logN, r, p] = match.slice(1, 4).map(Number);
  if (logN > MAX_LOG_N || r > 32 || p > 16) return undefined;
  return {
    cost: { logN, r, p },
    salt: Buffer.from(match[4], "base64"),
    hash: Buffer.from(match[5], "base64"),
  };
}

const plainBase64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

let running = 0;
const waiting: (() => void)[] = [];

/** Lets a bounded number of hashes run and wait: the rest is refused at once rather than let memory grow. */
async function withSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_RUNNING) {
    if (waiting.length >= MAX_WAITING) throw tooBusy();
    // Whoever leaves hands the place over, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function tooBusy(): AppError {
  return new AppError(
    "too_many_attempts",
    "Too many people are signing in at once. Try again in a few seconds.",
    {
      retryAfterSeconds: 5,
    },
  );
}
