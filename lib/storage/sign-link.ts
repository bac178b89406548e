import { createHmac, timingSafeEqual } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env, signingKey } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

export const LINK_LIFETIME_SECONDS = 3600;

/**
 * The absolute address of a path of ours (with its query, if any) that works without a key for a while: `expires`
 * (seconds since 1970) and `signature` (HMAC-SHA-256 over both, base64url) are added to it.
 */
export function signLink(path: string, { expiresInSeconds = LINK_LIFETIME_SECONDS } = {}): string {
  const expires = String(Math.floor(clock.now().getTime() / 1000) + expiresInSeconds);
  // Most paths need no taking apart, and every status that is read signs several.
  if (/^(\/[\w-]+)+$/.test(path))
    return `${new URL(env().publicUrl).origin}${path}?expires=${expires}&signature=${sign(path, expires)}`;
  const url = new URL(path, env().publicUrl);
  url.searchParams.set("expires", expires);
  url.searchParams.set("signature", sign(signedPath(url), expires));
  return url.href;
}

export interface SignedLink {
  /** Path and query as they were signed. */
  path: string;
  expires: string | null | undefined;
  signature: string | null | undefined;
}

/**
 * Checks a link that somebody came with: a whole address (or path with query), or its parts. Returns the path that was
 * signed and when it expires; throws `link_expired` where it is too late or anything was altered, both alike.
 */
export function verifyLink(link: string | SignedLink): { path: string; expiresAt: Date } {
  const { path, expires, signature } = typeof link === "string" ? takeApart(link) : link;
  if (!expires || !signature || !/^\d{1,12}$/.test(expires)) throw refused();
  const expected = Buffer.from(sign(path, expires));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refused();
  const expiresAt = new Date(Number(expires) * 1000);
  if (clock.now() >= expiresAt) throw refused();
  return { path, expiresAt };
}

function takeApart(link: string): SignedLink {
  if (!URL.canParse(link, env().publicUrl)) throw refused();
  const url = new URL(link, env().publicUrl);
  const { searchParams } = url;
  // Two of one kind would leave open which of them was checked.
  if (searchParams.getAll("expires").length !== 1 || searchParams.getAll("signature").length !== 1)
    throw refused();
  return {
    path: signedPath(url),
    expires: searchParams.get("expires"),
    signature: searchParams.get("signature"),
  };
}

/** Path and query without the two parameters of the signature. */
function signedPath(url: URL): string {
  const rest = new URLSearchParams(url.searchParams);
  rest.delete("expires");
  rest.delete("signature");
  const query = rest.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}

const sign = (path: string, expires: string) =>
  createHmac("sha256", signingKey("download-link")).update(`1\n${path}\n${expires}`).digest("base64url");

const refused = () =>
  new AppError(
    "link_expired",
    "This link has expired or was altered. Ask for the download again to get a new one.",
  );
