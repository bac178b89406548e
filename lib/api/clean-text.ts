import { AppError } from "@/lib/core/errors";

// Embeddings, overrides and isolates that make a text read otherwise than it is stored.
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Every text of a decoded input, names included: invisible direction controls are taken out, and what no text should
 * hold is refused. Throws `invalid_request` for NUL, half a surrogate pair and `__proto__`.
 */
export function cleanText<T>(value: T, path = "body"): T {
  if (typeof value === "string") return clean(value, path) as T;
  if (Array.isArray(value)) return value.map((item) => cleanText(item, path)) as T;
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, item]) => {
    if (name === "__proto__") throw refuse("body", "the name __proto__");
    return [clean(name, "body"), cleanText(item, name)];
  });
  return Object.fromEntries(entries) as T;
}

function clean(text: string, path: string): string {
  if (text.includes("\0")) throw refuse(path, "a NUL character");
  if (/\p{Surrogate}/u.test(text)) throw refuse(path, "half of a surrogate pair");
  return text.replace(DIRECTION_CONTROLS, "");
}

function refuse(param: string, what: string): AppError {
  const message = `${param} holds ${what}, which is not allowed. Remove it.`;
  return new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
