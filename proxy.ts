import { NextResponse, type NextRequest } from "next/server";
import { env } from "@/lib/core/env";

/** Gives each page its content security policy with a fresh nonce, and does nothing else: no session check here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname.startsWith("/embed/"));
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  matcher: [
    {
      // A ZIP that is brought along may have 320 MB: Next keeps no more than a part of a body that passes here.
      source: "/((?!api/|privacy/imports|_next/static|_next/image|examples/|icon.svg|favicon.ico).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

function contentSecurityPolicy(nonce: string, framable: boolean): string {
  const { publicUrl, nodeEnv, uploadthingToken } = env();
  // React rebuilds server stacks with eval while developing, and the reloader speaks over a socket.
  const development = nodeEnv === "development";
  const rules = {
    "default-src": "'self'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${development ? " 'unsafe-eval'" : ""}`,
    // Radix positions its layers through style attributes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": `'self' blob: data: ${publicUrl}`,
    "font-src": "'self'",
    // GLTFLoader reads embedded textures through blob addresses.
    "connect-src": `'self' blob: data: ${publicUrl}${uploadthingToken ? " https://*.ingest.uploadthing.com" : ""}${development ? " ws:" : ""}`,
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": framable ? "*" : "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
