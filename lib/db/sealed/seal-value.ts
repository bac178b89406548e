import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { KEY_BYTES } from "@/lib/core/wrap-key";

/*
 * A sealed value, version 1, in ASCII so that it fits a column of text or a string of JSON:
 *
 *   pps1:KIND:OWNER:TABLE.COLUMN:ROW:BODY
 *
 * KIND is t for text and j for JSON; OWNER names whose key it is, empty for the installation's; BODY is base64url of
 * 12 bytes nonce, ciphertext and 16 bytes tag. AES-256-GCM under a key of the column's, derived from the owner's, with all
 * that stands before BODY authenticated: what is copied to another row, column, owner or version does not open.
 */
export const MAGIC = "pps1:";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a value stands. */
export interface Place {
  ownerId: string;
  table: string;
  column: string;
  row: string;
}

export interface SealedValue extends Place {
  kind: "t" | "j";
  head: string;
  body: string;
}

/** A stored value does not open: it was altered, moved, or sealed under another key. */
export class ValueDamaged extends Error {
  override name = "ValueDamaged";
}

/** The stored form of a text, or of a value of JSON that was written as text. */
export function sealValue(place: Place, kind: SealedValue["kind"], plain: string, ownerKey: Buffer): string {
  const head = [
    ...["pps1", kind, escape(place.ownerId)],
    ...[`${place.table}.${place.column}`, escape(place.row)],
  ].join(":");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", columnKey(ownerKey, place), nonce).setAAD(Buffer.from(head));
  const body = Buffer.concat([nonce, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${head}:${body.toString("base64url")}`;
}

const FORM = /^(pps1:([tj]):([^:]*):([a-z_]+)\.([a-z_]+):([^:]*)):([\w-]+)$/;

/** What a stored value says of itself, before anything is checked; null for what is none. */
export function readSealed(stored: string): SealedValue | null {
  const found = FORM.exec(stored);
  if (!found) return null;
  const [, head, kind, owner, table, column, row, body] = found;
  return { kind: kind as "t" | "j", head, ownerId: unescape(owner), table, column, row: unescape(row), body };
}

/** The plain text again. Throws {@link ValueDamaged} for anything but what was sealed at this place. */
export function openValue(sealed: SealedValue, ownerKey: Buffer): string {
  try {
    const body = Buffer.from(sealed.body, "base64url");
    const decipher = createDecipheriv(
      "aes-256-gcm",
      columnKey(ownerKey, sealed),
      body.subarray(0, NONCE_BYTES),
      {
        authTagLength: TAG_BYTES,
      },
    );
    decipher.setAAD(Buffer.from(sealed.head)).setAuthTag(body.subarray(-TAG_BYTES));
    return (
      decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
    );
  } catch (cause) {
    throw new ValueDamaged(`${sealed.table}.${sealed.column} of ${sealed.row} was altered or moved`, {
      cause,
    });
  }
}

/** Derived keys by owner's key: one for each column. */
const derived = new WeakMap<Buffer, Map<string, Buffer>>();

function columnKey(ownerKey: Buffer, { table, column }: Place): Buffer {
  let keys = derived.get(ownerKey);
  if (!keys) derived.set(ownerKey, (keys = new Map()));
  const name = `${table}.${column}`;
  let key = keys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", ownerKey, "", `printpal:column:1:${name}`, KEY_BYTES));
    keys.set(name, key);
  }
  return key;
}

const escape = (part: string): string => encodeURIComponent(part);
const unescape = (part: string): string => decodeURIComponent(part);
