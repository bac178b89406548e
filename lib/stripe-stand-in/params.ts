import { invalid } from "./failure";
import type { Address, Metadata } from "./thing";

export type Value = string | { [key: string]: Value };

/** The parameters of one call, read by name and checked as Stripe checks them: what is wrong answers 400 with `param`. */
export class Params {
  constructor(
    readonly values: { [key: string]: Value },
    private readonly prefix = "",
  ) {}

  has = (name: string): boolean => this.values[name] !== undefined;

  /** Absent and empty are both null. */
  text(name: string): string | null {
    const value = this.values[name];
    if (value === undefined || value === "") return null;
    if (typeof value !== "string") throw invalid(`Invalid string: ${this.path(name)}`, this.path(name));
    if (value.length > 5000) throw invalid(`${this.path(name)} is too long.`, this.path(name));
    return value;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value !== null) return value;
    throw invalid(`Missing required param: ${this.path(name)}.`, this.path(name), "parameter_missing");
  }

  /** A whole number; null where absent. */
  whole(name: string, { min = 0, max = 99_999_999 }: { min?: number; max?: number } = {}): number | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!/^-?\d+$/.test(value))
      throw invalid(`Invalid integer: ${value}`, this.path(name), "parameter_invalid_integer");
    if (Number(value) < min)
      throw invalid(`This value must be greater than or equal to ${min}.`, this.path(name));
    if (Number(value) > max)
      throw invalid(`This value must be less than or equal to ${max}.`, this.path(name));
    return Number(value);
  }

  time = (name: string): number | null => this.whole(name, { max: 99_999_999_999 });

  flag(name: string): boolean | null {
    const value = this.text(name);
    if (value === null) return null;
    if (value !== "true" && value !== "false") throw invalid(`Invalid boolean: ${value}`, this.path(name));
    return value === "true";
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(name) ?? fallback;
    if ((allowed as readonly string[]).includes(value)) return value as T;
    throw invalid(`Invalid ${this.path(name)}: must be one of ${allowed.join(", ")}`, this.path(name));
  }

  inside(name: string): Params {
    const value = this.values[name];
    return new Params(typeof value === "object" ? value : {}, this.path(name));
  }

  /** Objects of a list, or of `name[0]`, `name[1]` … */
  each(name: string): Params[] {
    return this.listed(name).map((value, index) => {
      if (typeof value !== "object") throw invalid("Invalid object", `${this.path(name)}[${index}]`);
      return new Params(value, `${this.path(name)}[${index}]`);
    });
  }

  texts = (name: string): string[] => this.listed(name).filter((value) => typeof value === "string");

  /** What stood there before, with what the call says: an empty value takes a key away, an empty map all. */
  metadata(before: Metadata = {}, name = "metadata"): Metadata {
    if (this.values[name] === "") return {};
    const merged = { ...before };
    for (const [key, value] of Object.entries(this.inside(name).values)) {
      if (key.length > 40) throw invalid("Metadata keys can be up to 40 characters long.", this.path(name));
      if (typeof value !== "string" || value.length > 500)
        throw invalid("Metadata values can be up to 500 characters long.", this.path(name));
      if (value === "") delete merged[key];
      else merged[key] = value;
    }
    if (Object.keys(merged).length > 50) throw invalid("Metadata can have up to 50 keys.", this.path(name));
    return merged;
  }

  address(name: string): Address | null {
    const given = this.inside(name);
    if (Object.keys(given.values).length === 0) return null;
    return {
      line1: given.text("line1"),
      line2: given.text("line2"),
      city: given.text("city"),
      postal_code: given.text("postal_code"),
      state: given.text("state"),
      country: given.text("country"),
    };
  }

  currency(name = "currency"): string {
    const value = this.required(name).toLowerCase();
    if (/^[a-z]{3}$/.test(value)) return value;
    throw invalid(`Invalid currency: ${value}.`, this.path(name));
  }

  private listed(name: string): Value[] {
    const value = this.values[name];
    return typeof value === "object" ? Object.values(value) : [];
  }

  private path = (name: string): string => (this.prefix ? `${this.prefix}[${name}]` : name);
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** `a[b][0][c]=d` and `a[]=d` as Stripe's clients write them. */
export function readForm(text: string): Params {
  const root: { [key: string]: Value } = Object.create(null) as { [key: string]: Value };
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/);
    if (name.endsWith("]")) path.pop();
    if (name.endsWith("[]")) path.push("");
    if (path.length > 10 || path.some((part) => FORBIDDEN.has(part)))
      throw invalid(`Invalid parameter name.`, name.slice(0, 100));
    place(root, path, value);
  }
  return new Params(root);
}

function place(into: { [key: string]: Value }, [first, ...rest]: string[], value: string): void {
  const key = first === "" ? String(Object.keys(into).length) : first;
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  if (typeof inner === "object") return place(inner, rest, value);
  const made = Object.create(null) as { [key: string]: Value };
  into[key] = made;
  place(made, rest, value);
}
