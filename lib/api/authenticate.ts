import type { Actor, Scope } from "@/lib/core/actor";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { isAllowedAddress, touchKey, verifyKey } from "@/lib/keys";
import { clientAddress } from "./client-address";

/** A request's caller once its key is known. */
export interface Caller {
  actor: Extract<Actor, { kind: "key" }>;
  organizationId: string;
}

/**
 * The key of `Authorization: Bearer` or `X-API-Key` as an actor. Throws `unauthenticated`, the same for a missing,
 * malformed, unknown, revoked or expired key; `conflicting_credentials` for two different ones; `account_suspended`;
 * `address_not_allowed` from outside the key's own list; `forbidden` where a browser on another site shows a live key.
 */
export async function authenticate(request: Request): Promise<Caller> {
  const secret = readCredential(request.headers);
  const key = secret === null ? null : await verifyKey(secret);
  if (!key)
    throw new AppError(
      "unauthenticated",
      "Send a valid API key in the header Authorization: Bearer … or X-API-Key. Keys are made in the portal under Keys.",
    );
  if (key.suspended)
    throw new AppError(
      "account_suspended",
      "This organization is suspended. Write to support to have it looked at.",
    );
  if (!isAllowedAddress(key.allowedAddresses, clientAddress(request.headers)))
    throw new AppError(
      "address_not_allowed",
      "This key may not be used from this address. Call from one that is on its list, or make a key for this one.",
    );
  if (!key.test) refuseForeignOrigin(request.headers);
  const { id: keyId, name, test, scopes, organizationId } = key;
  touchKey(keyId);
  return { actor: { kind: "key", keyId, keyName: name, test, scopes }, organizationId };
}

/** The one key that was sent, or null. Throws `conflicting_credentials`. */
export function readCredential(headers: Headers): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1] ?? null;
  const plain = headers.get("x-api-key")?.trim() || null;
  if (bearer && plain && bearer !== plain)
    throw new AppError(
      "conflicting_credentials",
      "Authorization and X-API-Key hold different keys. Send one of them.",
    );
  return bearer ?? plain;
}

/** Throws `insufficient_scope`. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (caller.actor.scopes.includes(scope)) return;
  throw new AppError(
    "insufficient_scope",
    `This call needs a key with the scope ${scope}. Make one in the portal under Keys.`,
  );
}

function refuseForeignOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === null || origin === new URL(env().publicUrl).origin) return;
  throw new AppError(
    "forbidden",
    "A live key was sent from a web page, where every visitor can read it. Call from your server, or use a test key.",
  );
}
