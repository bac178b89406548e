const ROOTS = new Set(
  "pricing status docs legal privacy processors cookie-settings your-choices sign-in sign-up overview generate generations keys webhooks usage credits settings support share".split(
    " ",
  ),
);

/** A page's address without what tells one visit from another, or null for what is no page of ours. */
export function nameOfPage(path: string): string | null {
  if (!/^\/[\w/.-]{0,200}$/.test(path)) return null;
  const parts = path.split("/").filter(Boolean);
  if (parts.length === 0) return "/";
  if (!ROOTS.has(parts[0]) || parts.length > 4) return null;
  // Ids and tokens hold digits or capitals, or are long; the pages' own words do neither.
  const plain = parts.map((part) => (/^[a-z][a-z-]{0,30}$/.test(part) ? part : "…"));
  if (parts[0] === "share" && parts.length > 1) plain[1] = "…";
  return `/${plain.join("/")}`;
}
