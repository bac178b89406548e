import type { CookiesOptions } from "next-auth";
import { env } from "@/lib/core/env";

/** Whether people reach the portal over TLS: then cookies are `Secure` and bound to the host by their prefix. */
export const isSecure = (): boolean => env().publicUrl.startsWith("https://");

export const sessionCookieName = (): string => cookieName("session");

/** Names and attributes of next-auth's cookies. */
export function sessionCookies(): Partial<CookiesOptions> {
  return {
    sessionToken: cookie("session"),
    callbackUrl: cookie("return"),
    csrfToken: cookie("csrf"),
  };
}

const cookieName = (name: string): string => `${isSecure() ? "__Host-" : ""}printpal.${name}`;

function cookie(name: string) {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  return { name: cookieName(name), options };
}
