import { readFileSync } from "node:fs";
import path from "node:path";
import addFormats from "ajv-formats";
import Ajv, { type ValidateFunction } from "ajv/dist/2020";
import { root } from "@/tests/support/source-files";

/** A JSON schema as the document writes it. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  contentEncoding?: string;
}

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  tag: string;
  parameters: { name: string; in: "path" | "query" | "header"; schema: Schema }[];
  /** By media type. */
  bodies: Record<string, Schema>;
}

interface Described {
  operationId: string;
  tags: string[];
  parameters: (Operation["parameters"][number] | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, Answer | { $ref: string }>;
}
interface Answer {
  content?: Record<string, unknown>;
}

const document = JSON.parse(readFileSync(path.join(root, "public/openapi.json"), "utf8")) as {
  paths: Record<string, Record<string, Described>>;
};

/** Every operation of the document, those that make something first and those that take it away last. */
const operations: Operation[] = Object.entries(document.paths)
  .flatMap(([address, item]) =>
    Object.entries(item).map(([method, { operationId, tags, parameters, requestBody }]) => ({
      operationId,
      method: method.toUpperCase(),
      path: address,
      tag: tags[0],
      parameters: parameters.map((one) => lookUp(one)),
      bodies: Object.fromEntries(
        Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, resolve(schema)]),
      ),
    })),
  )
  .sort((a, b) => rank(a) - rank(b));

/** Tags whose operations are tried in files of their own, side by side. */
const shares = {
  submissions: ["generations", "conversions", "print-checks"],
  "keys and webhooks": ["keys", "webhooks"],
};

/** The operations of a share; those of every other tag, new ones included, are the rest. */
export function operationsOf(share: keyof typeof shares | "the rest"): Operation[] {
  const named = Object.values(shares).flat();
  return operations.filter(({ tag }) =>
    share === "the rest" ? !named.includes(tag) : shares[share].includes(tag),
  );
}

function rank({ method, path: address }: Operation): number {
  if (method === "DELETE") return 2;
  return method === "POST" && !address.includes("{") ? 0 : 1;
}

export function resolve(schema: Schema): Schema {
  return lookUp(schema);
}

/** What a reference of the document leads to, or the thing itself. */
function lookUp<T extends object>(thing: T | { $ref: string }): T {
  if (!("$ref" in thing) || !thing.$ref) return thing as T;
  return thing.$ref
    .split("/")
    .slice(1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document) as T;
}

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema(document, "openapi");
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with an answer by the document: a status or type that it does not give, or a body of another shape. */
export function findFault(
  { path: address, method }: Operation,
  answer: { status: number; contentType: string; text: string },
): string | null {
  const { status, contentType, text } = answer;
  const described = document.paths[address][method.toLowerCase()].responses[status];
  if (!described) return `status ${status} is not documented`;
  const { content = {} } = lookUp<Answer>(described);
  const type = contentType.split(";")[0];
  const types = Object.keys(content);
  if (types.includes("application/octet-stream")) return null;
  if (!types.includes(type)) return `${type || "no type"} is not documented for ${status}`;
  const own = ["paths", address, method.toLowerCase(), "responses", String(status)];
  const place = "$ref" in described ? described.$ref.split("/").slice(1) : own;
  const pointer = [...place, "content", type, "schema"];
  const $ref = `openapi#/${pointer.map((name) => encodeURIComponent(name.replaceAll("/", "~1"))).join("/")}`;
  if (!compiled.has($ref)) compiled.set($ref, ajv.compile({ $ref }));
  const check = compiled.get($ref)!;
  return check(readBody(contentType, text)) ? null : ajv.errorsText(check.errors);
}

/** What the document's schema is about: JSON, the data of an event, or the text itself. */
function readBody(contentType: string, text: string): unknown {
  if (contentType.includes("json")) return JSON.parse(text);
  if (!contentType.startsWith("text/event-stream")) return text;
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? "null");
}
