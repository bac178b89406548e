import type { Json } from "./openapi-schemas";

/**
 * An example of what a JSON Schema describes: its own `example` where it has one, otherwise put together from those of
 * its parts; an object then holds what is required and what has an example. `named` are the schemas that a `$ref` may
 * mean. Pure: the same schema, the same example.
 */
export function makeExample(schema: Json, named: Record<string, Json>): unknown {
  if (schema.$ref) return makeExample(named[(schema.$ref as string).split("/").at(-1)!] ?? {}, named);
  if ("example" in schema) return schema.example;
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if ("const" in schema) return schema.const;
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices) return makeExample(choices.find(({ type }) => type !== "null") ?? { type: "null" }, named);
  if (schema.default !== undefined && !isEmpty(schema.default)) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const { type } = schema;
  if (type === "object") return exampleObject(schema, named);
  if (type === "array") return exampleList(schema, named);
  if (type === "string") return exampleText(schema);
  if (type === "boolean") return schema.default ?? true;
  if (type === "integer" || type === "number") return exampleNumber(schema);
  return null;
}

const isEmpty = (value: unknown): boolean => value === "" || value === null || typeof value === "boolean";

function exampleObject(schema: Json, named: Record<string, Json>): Json {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const wanted = Object.entries(properties).filter(
    ([name, field]) => required.includes(name) || "example" in field,
  );
  return Object.fromEntries(wanted.map(([name, field]) => [name, makeExample(field, named)]));
}

function exampleList(schema: Json, named: Record<string, Json>): unknown[] {
  if (Array.isArray(schema.prefixItems))
    return (schema.prefixItems as Json[]).map((item) => makeExample(item, named));
  const one = makeExample((schema.items ?? {}) as Json, named);
  return Array.from({ length: Math.max(1, (schema.minItems as number | undefined) ?? 1) }, () => one);
}

const TIME = "2026-11-26T10:15:00Z";
const byFormat: Record<string, string | undefined> = {
  "date-time": TIME,
  date: TIME.slice(0, 10),
  uri: "https://printpal.example/files/1",
  email: "person@printpal.example",
  uuid: "5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21",
  ipv4: "203.0.113.7",
  ipv6: "2001:db8::7",
};

/** A pattern such as ^gen_[0-9A-Za-z]{22}$ is that of an id. */
function exampleText({ format, pattern, minLength = 1 }: Json): string {
  const prefix = /^\^(\w+_)\[[^\]]+\]\{22\}\$$/.exec((pattern as string | undefined) ?? "")?.[1];
  if (prefix) return `${prefix}4kQ1mW8sZb2Xr7tY9uVc3d`;
  return byFormat[format as string] ?? "text".padEnd(minLength as number, "x");
}

function exampleNumber({ minimum, exclusiveMinimum, maximum }: Json): number {
  const least = (minimum as number | undefined) ?? ((exclusiveMinimum as number | undefined) ?? 0) + 1;
  return Math.min(Math.max(least, 1), (maximum as number | undefined) ?? Infinity);
}
