import { createHash } from "node:crypto";
import type { Json } from "../openapi-schemas";
import type { ReferenceBody, ReferenceField, ReferenceOperation, ReferenceResource } from "./build-reference";

/**
 * A collection in Postman's format 2.1, which Bruno and others import as well: a folder a resource, a request a call, with
 * the variables base_url and api_key. Pure, ids included: the same reference gives the same collection.
 */
export function writeCollection(resources: readonly ReferenceResource[], version: string): Json {
  return {
    info: {
      _postman_id: idOf("collection"),
      name: "PrintPal API",
      description:
        "Set the variables base_url (without a slash behind) and api_key. A pp_test_ key is free of charge.",
      version,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{api_key}}", type: "string" }] },
    variable: [
      { id: idOf("base_url"), key: "base_url", value: "http://localhost:3000", type: "string" },
      { id: idOf("api_key"), key: "api_key", value: "", type: "string" },
    ],
    item: resources.map(({ slug, title, description, operations }) => ({
      id: idOf(`folder ${slug}`),
      name: title,
      description,
      item: operations.map(writeRequest),
    })),
  };
}

/** An id that stays the same for the same thing, in the form of a UUID. */
function idOf(name: string): string {
  const hex = createHash("sha256").update(`printpal ${name}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

function writeRequest(operation: ReferenceOperation): Json {
  const { id, method, path, summary, access, parameters, bodies, warning } = operation;
  const header = parameters.header.map((field) => ({ ...entry(field), disabled: true }));
  const body = bodies.find(({ type }) => type === "application/json") ?? bodies[0];
  if (body?.type === "application/json")
    header.push({ key: "Content-Type", value: body.type, disabled: false });
  return {
    id: idOf(id),
    name: summary,
    request: {
      method,
      description: [`Operation ${id}.`, warning].filter(Boolean).join(" "),
      ...((access === "public" || access === "signed") && { auth: { type: "noauth" } }),
      header,
      url: {
        raw: `{{base_url}}${path.replace(/\{(\w+)\}/g, ":$1")}${rawQuery(parameters.query)}`,
        host: ["{{base_url}}"],
        path: path
          .slice(1)
          .split("/")
          .map((part) => part.replace(/^\{(\w+)\}$/, ":$1")),
        query: parameters.query.map((field) => ({ ...entry(field), disabled: !field.required })),
        variable: parameters.path.map(entry),
      },
      ...(body && { body: writeBody(body) }),
    },
    response: [],
  };
}

const rawQuery = (fields: readonly ReferenceField[]): string => {
  const query = fields.filter(({ required }) => required).map(({ name }) => `${name}=`);
  return query.length > 0 ? `?${query.join("&")}` : "";
};

const entry = ({ name, description, example }: ReferenceField) => ({
  key: name,
  value: example === undefined || example === null ? "" : flat(example),
  ...(description && { description }),
});

const flat = (value: unknown): string =>
  Array.isArray(value) ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value);

/** A form holds its files, the fields of its example, and switched off all others. */
function writeBody({ type, fields, example }: ReferenceBody): Json {
  if (type === "application/json")
    return { mode: "raw", raw: JSON.stringify(example, null, 2), options: { raw: { language: "json" } } };
  if (type !== "multipart/form-data") return { mode: "file", file: {} };
  const said = example as Record<string, unknown>;
  const formdata = fields.map((field) => {
    const { key, description } = entry(field);
    if (field.kind === "file") return { key, type: "file", src: [], description };
    const inExample = key in said;
    const value = inExample ? flat(said[key]) : entry(field).value;
    return { key, type: "text", value, description, disabled: !inExample };
  });
  return { mode: "formdata", formdata };
}
