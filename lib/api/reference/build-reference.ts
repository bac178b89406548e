import type { Contract } from "@/lib/core/contract";
import { makeExample } from "../make-example";
import type { Json } from "../openapi-schemas";
import { describeField, describeFields, type ReferenceField } from "./describe-fields";

export type { FieldKind, ReferenceField } from "./describe-fields";

/** A tag of the OpenAPI document with its calls: one page of the reference. */
export interface ReferenceResource {
  slug: string;
  title: string;
  description: string;
  operations: ReferenceOperation[];
  /** Objects that are explained on this page, because its calls are the first to name them. */
  objects: ReferenceObject[];
}

export interface ReferenceObject {
  name: string;
  anchor: string;
  description?: string;
  fields: ReferenceField[];
  example: unknown;
}

export interface ReferenceOperation {
  id: string;
  /** Where it stands on its page. */
  anchor: string;
  method: string;
  path: string;
  summary: string;
  access: Contract["access"];
  counted: boolean;
  /** What should be said before it is tried; null where nothing is lost or spent. */
  warning: TryWarning | null;
  parameters: Record<"path" | "query" | "header", ReferenceField[]>;
  bodies: ReferenceBody[];
  answers: ReferenceAnswer[];
}

export interface ReferenceBody {
  type: string;
  fields: ReferenceField[];
  example: unknown;
  /** A call before it on the same page that takes the very same. */
  sameAs?: { anchor: string; summary: string };
}

export interface ReferenceAnswer {
  status: string;
  description: string;
  /** Codes that an error of this status may carry. */
  codes: string[];
  type?: string;
  object?: string;
  fields: ReferenceField[];
  example?: unknown;
}

/** The OpenAPI document as the pages of a reference, in the order of its tags. Pure. */
export function buildReference(document: Json, contracts: readonly Contract[]): ReferenceResource[] {
  const { tags, paths, components } = document as unknown as Parts;
  const claimed = new Set(["Problem"]);
  return tags.map(({ name, description }) => {
    const operations = contracts
      .filter(({ id }) => id.split(".")[0] === name)
      .map((contract) => describeOperation(contract, paths[contract.path][contract.method.toLowerCase()]));
    markSameBodies(operations);
    return {
      slug: name,
      title: titleOf(name),
      description,
      operations,
      objects: claimObjects(operations, components.schemas, claimed),
    };
  });
}

/** Where each named object is explained. */
export function objectLinks(resources: readonly ReferenceResource[]): Record<string, string> {
  return Object.fromEntries([
    ["Problem", "/docs/errors"],
    ...resources.flatMap(({ slug, objects }) =>
      objects.map(({ name, anchor }) => [name, `/docs/reference/${slug}#${anchor}`]),
    ),
  ]) as Record<string, string>;
}

interface Parts {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json> };
}

type Content = Record<string, { schema: Json; example?: unknown }>;

const titles: Record<string, string | undefined> = { meta: "Service", client: "Published clients" };
const titleOf = (tag: string): string =>
  titles[tag] ?? (tag[0].toUpperCase() + tag.slice(1)).replaceAll("-", " ");

function describeOperation(contract: Contract, operation: Json): ReferenceOperation {
  const { id, method, path, summary, access, counted = false } = contract;
  const body = operation.requestBody as { content: Content } | undefined;
  return {
    id,
    anchor: id.slice(id.indexOf(".") + 1).replaceAll("_", "-"),
    method,
    path,
    summary,
    access,
    counted,
    warning: warningOf(contract),
    parameters: { path: fieldsIn("path"), query: fieldsIn("query"), header: fieldsIn("header") },
    bodies: Object.entries(body?.content ?? {}).map(([type, { schema, example }]) => ({
      type,
      fields: describeFields(schema),
      example,
    })),
    answers: Object.entries(operation.responses as Record<string, Json>).map(describeAnswer),
  };

  function fieldsIn(place: string): ReferenceField[] {
    return (operation.parameters as Json[])
      .filter((one) => one.in === place)
      .map(({ name, required, schema, description }) => {
        const field = describeField(name as string, schema as Json, required as boolean);
        const example = field.example ?? (place === "path" ? makeExample(schema as Json, {}) : undefined);
        return { ...field, example, description: description as string };
      });
  }
}

function markSameBodies(operations: ReferenceOperation[]): void {
  const seen = new Map<string, ReferenceBody["sameAs"]>();
  for (const { anchor, summary, bodies } of operations)
    for (const body of bodies) {
      const text = JSON.stringify([body.type, body.fields]);
      body.sameAs = seen.get(text);
      seen.set(text, body.sameAs ?? { anchor, summary });
    }
}

/** Of a call that deletes, spends, or replaces what is in use. */
export type TryWarning =
  | "This cannot be taken back."
  | "A live key pays for this; a test key never does."
  | "This replaces a secret that may be in use.";

function warningOf({ method, errors, showsSecret, params }: Contract): TryWarning | null {
  if (method === "DELETE") return "This cannot be taken back.";
  if (errors.includes("insufficient_credits")) return "A live key pays for this; a test key never does.";
  if (showsSecret && params) return "This replaces a secret that may be in use.";
  return null;
}

function describeAnswer([status, answer]: [string, Json]): ReferenceAnswer {
  const [[type, media] = []] = Object.entries((answer.content ?? {}) as Content);
  const isError = Number(status) >= 400;
  const description = answer.description as string;
  const schema = isError ? {} : (media?.schema ?? {});
  return {
    status,
    description: isError ? "" : description,
    codes: isError ? description.split(", ") : [],
    type,
    object: (schema.$ref as string | undefined)?.split("/").at(-1),
    fields: describeFields(schema),
    example: isError ? undefined : media?.example,
  };
}

/** The named objects that the calls speak of, and those that these speak of, which no page before explains. */
function claimObjects(
  operations: ReferenceOperation[],
  schemas: Record<string, Json>,
  claimed: Set<string>,
): ReferenceObject[] {
  const names = (fields: ReferenceField[]): string[] =>
    fields.flatMap(({ object, fields: inner }) => [...(object ? [object] : []), ...names(inner)]);
  const wanted = operations.flatMap(({ answers, bodies }) => [
    ...answers.flatMap(({ object, fields }) => [...(object ? [object] : []), ...names(fields)]),
    ...bodies.flatMap(({ fields }) => names(fields)),
  ]);
  const objects: ReferenceObject[] = [];
  for (let name = wanted.shift(); name; name = wanted.shift()) {
    if (claimed.has(name)) continue;
    claimed.add(name);
    const fields = describeFields(schemas[name]);
    objects.push({
      name,
      anchor: `object-${name.toLowerCase()}`,
      description: schemas[name].description as string | undefined,
      fields,
      example: makeExample(schemas[name], schemas),
    });
    wanted.push(...names(fields));
  }
  return objects;
}
