import { makeExample } from "../make-example";
import type { Json } from "../openapi-schemas";

/** What a field is filled in with. `json` is typed as text: an object, or a list of them. */
export type FieldKind = "text" | "number" | "boolean" | "choice" | "list" | "json" | "file";

/** One parameter, field of a body or field of an answer, ready to be shown. */
export interface ReferenceField {
  /** A nested field with its parents before it: `print.bed_mm`. */
  name: string;
  kind: FieldKind;
  /** In words: `integer`, `list of string`. */
  type: string;
  /** Name of the object that the type refers to. */
  object?: string;
  required: boolean;
  description?: string;
  /** In words: `5 to 1,000`, `up to 200 characters`. */
  limits: string[];
  choices: string[];
  default?: string;
  example?: unknown;
  fields: ReferenceField[];
}

/** The fields of an object's JSON Schema; those of objects inside it stand under them. */
export function describeFields(schema: Json, parent = ""): ReferenceField[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, field]) =>
    describeField(`${parent}${name}`, field, required.includes(name)),
  );
}

/** One field by its JSON Schema. `name` may carry its parents. */
export function describeField(name: string, field: Json, required: boolean): ReferenceField {
  const schema = withoutNull(field);
  const inside = schema.type === "array" ? ((schema.items || {}) as Json) : schema;
  const description = [field, schema, inside, ...choicesIn(schema)].find(
    (one) => one.description,
  )?.description;
  return {
    name,
    kind: kindOf(schema),
    type: typeOf(schema) + (mayBeNull(field) && schema !== field ? " or null" : ""),
    object: refName(schema) ?? refName(inside),
    required,
    description: description as string | undefined,
    limits: limitsOf(schema),
    choices: choicesOf(inside),
    default: defaultOf(field),
    example: "example" in field || "example" in schema ? makeExample(field, {}) : undefined,
    fields: describeFields(inside, `${name}${schema.type === "array" ? "[]" : ""}.`),
  };
}

const refName = ({ $ref }: Json): string | undefined => ($ref as string | undefined)?.split("/").at(-1);
const choicesIn = (schema: Json): Json[] => ((schema.anyOf ?? schema.oneOf) as Json[] | undefined) ?? [];

/** What stands beside null; several choices stay as they are. */
function withoutNull(field: Json): Json {
  const some = choicesIn(field).filter(({ type }) => type !== "null");
  if (some.length === 1) return { description: field.description, ...some[0] };
  return field;
}

const mayBeNull = (field: Json): boolean => choicesIn(field).some(({ type }) => type === "null");

function kindOf(schema: Json): FieldKind {
  const { type, format } = schema;
  const items = (schema.items || {}) as Json;
  if (format === "binary" || items.format === "binary") return "file";
  if (choicesOf(schema).length > 0 && type !== "array") return "choice";
  if (type === "boolean") return "boolean";
  if (type === "integer" || type === "number") return "number";
  if (type === "array") return items.type === "object" || items.$ref ? "json" : "list";
  return type === "string" ? "text" : type === "object" || schema.$ref ? "json" : "text";
}

function typeOf(schema: Json): string {
  const { type, format, items, contentEncoding } = schema;
  if (schema.$ref) return refName(schema)!;
  const some = choicesIn(schema);
  if (some.length > 0) return [...new Set(some.map(typeOf))].join(" or ");
  if (type === "array") return `list of ${typeOf((items || {}) as Json)}`;
  if (format === "binary") return "file";
  if (format === "date-time") return "time";
  if (contentEncoding) return "base64";
  if ("const" in schema) return JSON.stringify(schema.const);
  if (type === "object") return "object";
  return Array.isArray(type) ? type.join(" or ") : ((type as string | undefined) ?? "any");
}

function choicesOf(schema: Json): string[] {
  if (Array.isArray(schema.enum)) return schema.enum.map(String);
  const some = choicesIn(schema).map(choicesOf);
  return some.length > 0 && some.every((choices) => choices.length > 0) ? some.flat() : [];
}

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function defaultOf(field: Json): string | undefined {
  const value = field.default;
  if (value === undefined || value === "" || value === null) return undefined;
  return Array.isArray(value) && value.length === 0 ? undefined : [value].flat().map(asText).join(", ");
}

const inWords = (value: unknown): string => (value as number).toLocaleString("en-GB");

function limitsOf(schema: Json): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, exclusiveMinimum } = schema;
  const items = (schema.items || {}) as Json;
  return [
    range(minimum, maximum, ""),
    exclusiveMinimum !== undefined && `more than ${inWords(exclusiveMinimum)}`,
    range(minLength === 1 ? undefined : minLength, maxLength, " characters"),
    range(minItems === 1 ? undefined : minItems, maxItems, " entries"),
    schema.type === "array" && range(items.minimum, items.maximum, " each"),
  ].filter((limit) => typeof limit === "string");
}

function range(low: unknown, high: unknown, unit: string): string | undefined {
  if (low !== undefined && low === high) return `exactly ${inWords(low)}${unit}`;
  if (low !== undefined && high !== undefined) return `${inWords(low)} to ${inWords(high)}${unit}`;
  if (high !== undefined) return `up to ${inWords(high)}${unit}`;
  return low === undefined ? undefined : `at least ${inWords(low)}${unit}`;
}
