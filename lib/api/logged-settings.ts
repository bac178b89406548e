import type { LoggedSettings } from "@/lib/usage/schema";
import type { Input } from "./parse-input";

/**
 * How something shall be done, as far as the request log may know it. A list of what is allowed, so that a new field
 * stays out until somebody adds it: never words, pictures, names of files or people, metadata or addresses.
 */
const allowed = new Set([
  ...["quality", "format", "formats", "engine", "size_mm", "size_axis", "seed", "max_credits"],
  ...["deadline_seconds", "store_input", "octree_resolution", "num_inference_steps", "guidance_scale"],
  ...["limit", "days", "by"],
]);

/** The settings of a call that fitted its contract, defaults included. */
export function loggedSettings({ query, body }: Pick<Input, "query" | "body">): LoggedSettings {
  const settings = [query, body].flatMap((part) => Object.entries(part ?? {}));
  const { format, ...harmless }: LoggedSettings = Object.fromEntries(
    settings.filter(([name, value]) => allowed.has(name) && isHarmless(value)),
  );
  if (format === undefined) return harmless;
  // Beside a list, `format` is another way to write a list of one.
  return harmless.formats ? { ...harmless, formats: [String(format)] } : { ...harmless, format };
}

/** A number, a switch, or one word or a few of a choice: no text that somebody wrote. */
const isHarmless = (value: unknown): boolean =>
  typeof value === "number" ||
  typeof value === "boolean" ||
  (typeof value === "string" && /^[\w.-]{1,40}$/.test(value)) ||
  (Array.isArray(value) &&
    value.length <= 10 &&
    value.every((item) => typeof item === "string" && isHarmless(item)));
