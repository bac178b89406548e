/**
 * JSON in the one form that is signed: no spaces, the names of every object in the order of their characters, as RFC 8785
 * writes it. Takes texts, whole numbers, booleans, null, lists and objects, about which no two writers disagree.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(",")}}`;
}
