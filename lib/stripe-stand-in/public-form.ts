/** A copy without the fields that begin with an underscore: those are the stand-in's own. */
export function publicForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(publicForm);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith("_"))
      .map(([key, inner]) => [key, publicForm(inner)]),
  );
}
