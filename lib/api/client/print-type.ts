import type { Json } from "../openapi-schemas";

/** A JSON schema of our OpenAPI document as a TypeScript type. What it does not know becomes `unknown`. */
export function printType(schema: Json): string {
  if (typeof schema.$ref === "string") return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices) return union(choices.map(printType));
  if (Array.isArray(schema.type))
    return union(schema.type.map((type: string) => printType({ ...schema, type })));
  if (schema.format === "binary") return "FileInput";
  return (printers[schema.type as string] ?? (() => "unknown"))(schema);
}

/** The fields of an object schema, one a line, each with its description. */
export function printFields(schema: Json): string {
  const required = (schema.required ?? []) as string[];
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, field]) => {
    const label = /^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name);
    return `${comment(field.description)}${label}${required.includes(name) ? "" : "?"}: ${printType(field)};`;
  });
  return `{\n${fields.join("\n")}\n}`;
}

/** A docstring, or nothing. */
export const comment = (text: unknown): string =>
  typeof text === "string" && text ? `/** ${text.replaceAll("*/", "* /").replaceAll("\n", " ")} */\n` : "";

const printers: Record<string, (schema: Json) => string> = {
  string: () => "string",
  number: () => "number",
  integer: () => "number",
  boolean: () => "boolean",
  null: () => "null",
  array: ({ items, prefixItems }) =>
    Array.isArray(prefixItems)
      ? `[${(prefixItems as Json[]).map(printType).join(", ")}]`
      : `(${printType((items ?? {}) as Json)})[]`,
  object: (schema) =>
    schema.properties
      ? printFields(schema)
      : `Record<string, ${printType((schema.additionalProperties || {}) as Json)}>`,
};

const union = (types: string[]): string => [...new Set(types)].join(" | ");
