/**
 * Where to go after signing in: a path of this site, or the fallback. `//evil.example`, `/\\evil.example`, control
 * characters and anything with a scheme or host are refused. Browser-safe.
 */
export function safePath(wanted: string | null | undefined, fallback = "/overview"): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted)) return fallback;
  const base = "http://site.invalid";
  const url = URL.parse(wanted, base);
  // "/..//evil" collapses to "//evil", which would be a host of its own.
  if (url?.origin !== base || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}
