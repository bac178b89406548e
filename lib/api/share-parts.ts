import type { Json } from "./openapi-schemas";

/** What is shorter than a reference to it is not worth one. */
const SHORTEST = 150;

interface Operation {
  parameters: Json[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
}
interface Answer {
  headers?: Json;
  content?: Record<string, Media>;
}
interface Media {
  schema: Json;
}

/**
 * The same document with what it says more than once said in `components` and referred to: refusals, headers, parameters,
 * and the parts of bodies. A third of its size, and what generators make of it is one type for one thing. The rest of the
 * house works with the document as it is built, in which nothing has to be looked up.
 */
export function shareParts(document: Json): Json {
  // Not a structured clone, in which one object that stands in two places stays one.
  const copy = JSON.parse(JSON.stringify(document)) as Json & { components: Record<string, Json> };
  const operations = Object.values(copy.paths as Record<string, Record<string, Operation>>).flatMap((item) =>
    Object.values(item),
  );
  const { components } = copy;
  shareSchemas(operations, components.schemas as Record<string, Json>);
  const headers = new Shelf("headers");
  const parameters = new Shelf("parameters");
  const responses = new Shelf("responses");
  for (const { responses: answers } of operations)
    for (const { headers: all } of Object.values(answers)) {
      for (const [name, header] of Object.entries(all ?? {})) all![name] = headers.keep(name, header as Json);
    }
  const repeated = countAll(operations.flatMap((operation) => operation.parameters));
  for (const operation of operations) {
    operation.parameters = operation.parameters.map((one) =>
      repeated(one) > 1 ? parameters.keep(String(one.name), one) : one,
    );
    for (const [status, answer] of Object.entries(operation.responses))
      if (!status.startsWith("2"))
        operation.responses[status] = responses.keep(`Refused${status}`, answer as Json) as Answer;
  }
  copy.components = {
    ...components,
    headers: headers.kept,
    parameters: parameters.kept,
    responses: responses.kept,
  };
  return copy;
}

/** One group of components: what is kept under a name already is only referred to, another of the same name gets a number. */
class Shelf {
  readonly kept: Record<string, Json> = {};
  private readonly names = new Map<string, string>();

  constructor(
    private readonly group: string,
    private readonly taken: Readonly<Record<string, unknown>> = {},
  ) {}

  keep(wish: string, part: Json): Json {
    const text = JSON.stringify(part);
    let name = this.names.get(text);
    if (name === undefined) {
      name = this.freeName(wish);
      this.names.set(text, name);
      this.kept[name] = part;
    }
    return { $ref: `#/components/${this.group}/${name}` };
  }

  private freeName(wish: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? wish : `${wish}-${number}`;
      if (!(name in this.kept) && !(name in this.taken)) return name;
    }
  }
}

/** Parts of what bodies are made of, named by the field that they stand in, the largest first. */
function shareSchemas(operations: readonly Operation[], named: Record<string, Json>): void {
  const bodies = operations.flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}));
  const repeated = countAll(bodies.flatMap(({ schema }) => [schema, ...fieldsWithin(schema)]));
  const shelf = new Shelf("schemas", named);
  const share = (wish: string, schema: Json): Json => {
    const worth = repeated(schema) > 1 && JSON.stringify(schema).length >= SHORTEST;
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
    const shared = { ...schema };
    if (properties.length > 0)
      shared.properties = Object.fromEntries(
        properties.map(([name, field]) => [name, share(pascal(name), field)]),
      );
    return worth ? shelf.keep(wish, shared) : shared;
  };
  for (const { operationId, requestBody } of operations as (Operation & { operationId: string })[])
    for (const media of Object.values(requestBody?.content ?? {}))
      media.schema = share(`${pascal(operationId)}Body`, media.schema);
  Object.assign(named, shelf.kept);
}

const fieldsWithin = ({ properties = {} }: Json): Json[] =>
  Object.values(properties as Record<string, Json>).flatMap((field) => [field, ...fieldsWithin(field)]);

function countAll(parts: readonly Json[]): (part: Json) => number {
  const counts = new Map<string, number>();
  for (const part of parts) {
    const text = JSON.stringify(part);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return (part) => counts.get(JSON.stringify(part)) ?? 0;
}

const pascal = (name: string): string =>
  name.replace(/(?:^|[._-])([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** As JSON with a line for each operation and each component: a change shows where it is, and nothing is spent on indenting. */
export function printDocument(document: unknown, depth = 0): string {
  const entries = document && typeof document === "object" ? Object.entries(document) : [];
  if (depth === 3 || Array.isArray(document) || entries.length === 0) return JSON.stringify(document);
  const indent = "  ".repeat(depth + 1);
  const lines = entries.map(
    ([name, value]) => `${indent}${JSON.stringify(name)}: ${printDocument(value, depth + 1)}`,
  );
  return `{\n${lines.join(",\n")}\n${"  ".repeat(depth)}}`;
}
