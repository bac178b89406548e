import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { openSecret, sealSecret } from "@/lib/storage";
import type { ReceiptKeys } from "./schema";

/** The newest; a rotation would add a row and leave the old one for receipts of old. */
const KEY_ID = "receipts-1";
/** Whose key seals it: nobody's organization, but this installation. */
const INSTALLATION = "installation";
const purpose = `signing:${KEY_ID}`;

const cache = processWide("receipt-key", () => new ExpiringMap<KeyObject>(60_000, 1));

/** Signs with the installation's ed25519 key, which is made on first use. Throws `storage_unavailable`. */
export async function signReceipt(text: string): Promise<{ keyId: string; value: string }> {
  const key = await cache.get(KEY_ID, load);
  return { keyId: KEY_ID, value: sign(null, Buffer.from(text), key).toString("base64") };
}

/** The public halves of all keys that ever signed, as a JSON Web Key Set. */
export async function listReceiptKeys(): Promise<ReceiptKeys> {
  await cache.get(KEY_ID, load);
  const rows = await db().signingKey.findMany({ orderBy: { createdAt: "desc" } });
  const fixed = { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig" } as const;
  return { keys: rows.map(({ id, publicKey }) => ({ ...fixed, kid: id, x: publicKey })) };
}

/** Two that make it at once get the same: the first row stands. */
async function load(): Promise<KeyObject> {
  const where = { id: KEY_ID };
  const known = await db().signingKey.findUnique({ where });
  if (!known) await make();
  const { sealedSeed, publicKey } = known ?? (await db().signingKey.findUniqueOrThrow({ where }));
  const seed = await openSecret(INSTALLATION, purpose, sealedSeed);
  const jwk = { kty: "OKP", crv: "Ed25519", x: publicKey, d: seed.toString("base64url") };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

async function make(): Promise<void> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const { d = "" } = privateKey.export({ format: "jwk" });
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const sealedSeed = await sealSecret(INSTALLATION, purpose, Buffer.from(d, "base64url"));
  const row = { id: KEY_ID, publicKey: x, sealedSeed, createdAt: clock.now() };
  await db().signingKey.createMany({ data: [row], skipDuplicates: true });
}
