import { createHash } from "node:crypto";
import type { Contract } from "@/lib/core/contract";
import type { Context } from "@/lib/db";
import type { Input } from "./parse-input";

/**
 * What a call asks for, as a SHA-256 in hexadecimal: the call itself, its parsed fields and the bytes of its files.
 * Neither the order of fields nor a form's boundary matters, and a default counts like the same value sent. Where the
 * answer shows a secret, who asks belongs to it.
 */
export function fingerprint(contract: Contract, { actor }: Context, input: Input): string {
  const { params, query, body, files } = input;
  const asker = contract.showsSecret && actor.kind === "key" ? actor.keyId : null;
  const sums = Object.entries(files).map(([name, parts]) => [name, parts.map(sha256)]);
  return sha256(canonical([contract.id, asker, params, query, body, Object.fromEntries(sums)]));
}

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** JSON with the names of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) => {
    if (item === null || typeof item !== "object" || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
