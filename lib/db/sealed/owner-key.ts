import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import pg from "pg";
import { env, masterKey } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { KEY_BYTES, unwrapKey, wrapKey } from "@/lib/core/wrap-key";

/** Short, because a destroyed key should be gone from memory soon as well. */
const CACHED_MS = 30_000;
const cache = processWide("owner-keys", () => new ExpiringMap<Buffer | null>(CACHED_MS, 5_000));

/**
 * The key of an organization or a person, 32 bytes, under which everything of theirs is sealed; made on first use where
 * `make` is set, null where there is none. Two that make it at once get the same: the first row stands. It is written
 * outside any transaction, over a connection of its own: who waits for it may hold the last of the others. Throws
 * `storage_unavailable` where the master key is missing or is another one.
 */
export async function ownerKey(ownerId: string, { make }: { make: boolean }): Promise<Buffer | null> {
  const known = await cache.get(ownerId, () => load(ownerId, make));
  if (known || !make) return known;
  // Somebody looked for it in vain a moment ago.
  cache.delete(ownerId);
  return cache.get(ownerId, () => load(ownerId, make));
}

async function load(ownerId: string, make: boolean): Promise<Buffer | null> {
  const purpose = Buffer.from(`printpal:organization-key:1:${ownerId}`);
  const known = await read(ownerId);
  if (!known && !make) return null;
  try {
    if (known) return unwrapKey(known, masterKey(), purpose);
    const wrapped = wrapKey(randomBytes(KEY_BYTES), masterKey(), purpose);
    await keyPool().query(
      "INSERT INTO organization_keys (organization_id, wrapped_key) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      [ownerId, wrapped],
    );
    return unwrapKey((await read(ownerId)) ?? wrapped, masterKey(), purpose);
  } catch (cause) {
    throw keyUnavailable(cause);
  }
}

/** Whoever waits for whose key: those who ask in one breath are asked for in one statement. */
let waiting:
  Map<string, { resolve: (wrapped?: Buffer) => void; reject: (error: unknown) => void }> | undefined;

function read(ownerId: string): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (!waiting) {
      waiting = new Map();
      queueMicrotask(() => void readWaiting());
    }
    const before = waiting.get(ownerId);
    waiting.set(ownerId, {
      resolve: (wrapped) => (before?.resolve(wrapped), resolve(wrapped)),
      reject: (error) => (before?.reject(error), reject(error)),
    });
  });
}

async function readWaiting(): Promise<void> {
  const asked = waiting!;
  waiting = undefined;
  try {
    const { rows } = await keyPool().query<{ id: string; wrapped: Buffer }>({
      name: "owner-keys",
      text: "SELECT organization_id AS id, wrapped_key AS wrapped FROM organization_keys WHERE organization_id = ANY($1)",
      values: [[...asked.keys()]],
    });
    const found = new Map(rows.map(({ id, wrapped }) => [id, wrapped]));
    for (const [id, { resolve }] of asked) resolve(found.get(id));
  } catch (error) {
    for (const { reject } of asked.values()) reject(error);
  }
}

/** What callers are told where a key cannot be had; why stands in the log alone. */
const keyUnavailable = (cause: unknown): AppError =>
  new AppError(
    "storage_unavailable",
    "Stored data cannot be read or written at the moment. Try again shortly.",
    {
      retryAfterSeconds: 30,
      cause,
    },
  );

/** A key for columns that are nobody's in particular, or for hashes, straight from the master key. */
export function installationKey(purpose: "columns" | "hashes"): Buffer {
  try {
    const master = masterKey();
    const name = `${purpose}:${master.toString("hex")}`;
    let key = installationKeys.get(name);
    if (!key) {
      key = Buffer.from(hkdfSync("sha256", master, "", `printpal:${purpose}:1`, KEY_BYTES));
      installationKeys.set(name, key);
    }
    return key;
  } catch (cause) {
    throw keyUnavailable(cause);
  }
}

const installationKeys = new Map<string, Buffer>();

/** By what a sealed value is found again: HMAC-SHA-256 in hexadecimal, of another key for each column. */
export const columnHash = (column: string, value: string): string =>
  createHmac("sha256", installationKey("hashes")).update(`${column}\0${value}`).digest("hex");

/** An e-mail address as `users`, `invitations` and `pending_sign_ups` are searched by. */
export const emailHash = (email: string): string => columnHash("email", email);

/** Makes this process ask the database again, for instance after a key was destroyed. */
export const forgetOwnerKeys = (): void => cache.clear();

const holder = globalThis as { printpalKeyPool?: pg.Pool };

function keyPool(): pg.Pool {
  return (holder.printpalKeyPool ??= open());
}

function open(): pg.Pool {
  const pool = new pg.Pool({
    ...{ connectionString: env().databaseUrl, max: 1, connectionTimeoutMillis: 10_000, lock_timeout: 15_000 },
    ...{ idleTimeoutMillis: 5_000, allowExitOnIdle: true },
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** A connection beside those that open what they read: for keys, and for what names tables and columns. */
export const plainPool = keyPool;

/** Lets go of the connection and of what was read over it. */
export async function closeKeyPool(): Promise<void> {
  const pool = holder.printpalKeyPool;
  holder.printpalKeyPool = undefined;
  cache.clear();
  await pool?.end();
}
