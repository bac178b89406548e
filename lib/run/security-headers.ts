import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * What every answer carries. The content security policy of pages needs a nonce for each: see proxy.ts. Set here and not
 * by Next.js, which would write each of them anew from a pattern.
 */
const headers = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
  "Permissions-Policy":
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
};

export function setSecurityHeaders({ url = "/" }: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Pages of others may frame these alone; their content security policy says so too.
  if (!url.startsWith("/embed/")) response.setHeader("X-Frame-Options", "DENY");
}
