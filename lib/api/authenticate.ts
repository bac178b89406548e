import { isIP } from "node:net";
import type { KeyActor, Scope } from "@/lib/core/actor";
import { SUSPENDED } from "@/lib/accounts";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { isAllowedAddress, touchKey, verifyKey } from "@/lib/keys";
import { clientAddress } from "./client-address";

/** A request's caller once its key is known. */
export interface Caller {
  actor: KeyActor;
  organizationId: string;
  /** The web page that the call came from, where its key names it. */
  origin: string | null;
}

/**
 * The key of `Authorization: Bearer` or `X-API-Key` as an actor. Throws `unauthenticated`, the same for a missing,
 * malformed, unknown, revoked or expired key; `conflicting_credentials` for two different ones; `account_suspended`;
 * `address_not_allowed` from outside the key's own list; `origin_not_allowed` where a web page sends a live key that does not name it.
 */
export async function authenticate(request: Request): Promise<Caller> {
  const secret = readCredential(request.headers);
  const key = secret === null ? null : await verifyKey(secret);
  if (!key)
    throw new AppError(
      "unauthenticated",
      "Send a valid API key in the header Authorization: Bearer … or X-API-Key. Keys are made in the portal under Keys.",
    );
  if (key.suspended) throw new AppError("account_suspended", SUSPENDED);
  const address = clientAddress(request.headers);
  if (!isAllowedAddress(key.allowedAddresses, address))
    throw new AppError(
      "address_not_allowed",
      "This key may not be used from this address. Call from one that is on its list, or make a key for this one.",
    );
  const origin = request.headers.get("origin");
  if (!key.test) refuseForeignOrigin(origin, key.allowedOrigins);
  const { id: keyId, name, test, scopes, monthlyCreditCap, projectId, organizationId } = key;
  // Browsers send an origin: their addresses are those of visitors and no business of the key's owner.
  touchKey(keyId, origin === null && isIP(address) ? address : null);
  const actor: KeyActor = { kind: "key", keyId, keyName: name, test, scopes, monthlyCreditCap, projectId };
  return { actor, organizationId, origin };
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

function refuseForeignOrigin(origin: string | null, allowed: readonly string[]): void {
  if (origin === null || origin === new URL(env().publicUrl).origin || allowed.includes(origin)) return;
  throw new AppError(
    "origin_not_allowed",
    "A live key was sent from a web page that it does not name, where every visitor can read it. Call from your server, use a test key, or add the page's origin to the key.",
  );
}
