/**
 * Pages of other sites may read public answers, signed files and what a test key gets, and one that a live key names
 * (`origin`) what that gets. No credentials: a cookie never signs a call in, and a live key from another page is refused
 * before it gets here.
 */
export function allowOrigins(headers: Headers, origin = "*"): void {
  headers.set("Access-Control-Allow-Origin", origin);
  if (origin !== "*") headers.append("Vary", "Origin");
  headers.set(
    "Access-Control-Expose-Headers",
    "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Idempotent-Replayed, Content-Disposition, Link",
  );
}

/** The answer to OPTIONS: which methods an address offers. */
export function preflight(methods: readonly string[]): Response {
  const headers = new Headers({
    Allow: methods.join(", "),
    "Access-Control-Allow-Methods": methods.join(", "),
    "Access-Control-Allow-Headers": "Authorization, X-API-Key, Content-Type, Idempotency-Key, Prefer",
    "Access-Control-Max-Age": "600",
  });
  allowOrigins(headers);
  return new Response(null, { status: 204, headers });
}
