import type { Json } from "../openapi-schemas";
import { comment, printFields, printType } from "./print-type";

/**
 * The TypeScript client, as the text of one file without dependencies: its hand-written `runtime`, a type for each named
 * schema, and a method for each call of the OpenAPI document. Pure: the same document gives the same text. The calls of
 * the published clients and the addresses that are signed are left out.
 */
export function writeClient(document: Json, runtime: string): string {
  const { version } = document.info as { version: string };
  const operations = operationsOf(document);
  const { schemas } = document.components as { schemas: Record<string, Json> };
  return [
    `// The PrintPal client, version ${version}. Written by \`npm run openapi\` from the API's own contracts.`,
    "// Copy this one file into your project: it needs nothing but fetch (Node 20, Deno, Bun, browsers).",
    "",
    runtime.trim(),
    "",
    ...Object.entries(schemas).map(writeSchema),
    ...operations.flatMap(writeBody),
    writeClass(operations),
    "",
  ].join("\n");
}

interface Operation {
  group: string;
  name: string;
  method: string;
  path: string;
  summary: string;
  params: Json[];
  query: Json[];
  body?: Json;
  files: string[];
  answer: { kind: "json" | "bytes" | "events"; type: string };
}

const LEFT_OUT = ["client", "meta.openapi"];
const isSigned = (parameters: Json[]): boolean => parameters.some(({ name }) => name === "signature");

function operationsOf({ paths }: Json): Operation[] {
  return Object.entries(paths as Record<string, Record<string, Json>>).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const [group, name] = (operation.operationId as string).split(".");
      const parameters = operation.parameters as Json[];
      if (LEFT_OUT.some((one) => one === group || one === `${group}.${name}`) || isSigned(parameters))
        return [];
      const body = bodyOf(operation);
      return {
        group: camel(group),
        name: camel(name),
        method: method.toUpperCase(),
        path,
        summary: operation.summary as string,
        params: parameters.filter((one) => one.in === "path"),
        query: parameters.filter((one) => one.in === "query"),
        body,
        files: body ? filesOf(body) : [],
        answer: answerOf(operation),
      };
    }),
  );
}

/** A form says everything that JSON does, and names the files as well. */
function bodyOf({ requestBody }: Json): Json | undefined {
  const content = (requestBody as Json | undefined)?.content as Record<string, { schema: Json }> | undefined;
  return (content?.["multipart/form-data"] ?? content?.["application/json"])?.schema;
}

function filesOf({ properties = {} }: Json): string[] {
  const isFile = ({ format, items }: Json): boolean =>
    format === "binary" || (items as Json | undefined)?.format === "binary";
  return Object.entries(properties as Record<string, Json>).flatMap(([name, field]) =>
    isFile(field) ? name : [],
  );
}

function answerOf({ responses }: Json): Operation["answer"] {
  const good = Object.entries(
    responses as Record<string, { content?: Record<string, { schema: Json }> }>,
  ).find(([status, { content }]) => status.startsWith("2") && content);
  const [[type, { schema }]] = Object.entries(good?.[1].content ?? { none: { schema: {} } });
  if (type === "application/json") return { kind: "json", type: printType(schema) };
  return type === "text/event-stream"
    ? { kind: "events", type: printType(schema) }
    : { kind: "bytes", type: "Response" };
}

function writeSchema([name, schema]: [string, Json]): string {
  const about = comment(schema.description);
  return schema.properties
    ? `${about}export interface ${name} ${printFields(schema)}\n`
    : `${about}export type ${name} = ${printType(schema)};\n`;
}

function writeClass(operations: Operation[]): string {
  const groups = [...new Set(operations.map(({ group }) => group))];
  const members = groups.map((group) => {
    const methods = operations.filter((operation) => operation.group === group).map(writeMethod);
    const more = group === "generations" ? GENERATION_METHODS : "";
    return `readonly ${group} = {\n${methods.join("\n")}${more}\n};`;
  });
  return [
    "/** Every call of the API, grouped as in its reference. */",
    "export class PrintPal {",
    "private readonly transport: Transport;",
    "constructor(options: ClientOptions) {\nthis.transport = new Transport(options);\n}",
    ...members,
    "}",
  ].join("\n");
}

const bodyName = ({ group, name }: Pick<Operation, "group" | "name">): string =>
  [group, name, "body"].map((word) => word[0].toUpperCase() + word.slice(1)).join("");

function writeBody({ body, files, ...operation }: Operation): string[] {
  if (!body) return [];
  // A body of one shape or another has no fields of its own.
  if (!body.properties) return [`export type ${bodyName(operation)} = ${printType(body)};\n`];
  return [`export interface ${bodyName(operation)} ${withLists(body, files)}\n`];
}

function writeMethod({
  group,
  name,
  method,
  path,
  summary,
  params,
  query,
  body,
  files,
  answer,
}: Operation): string {
  const named = params.map((one) => one.name as string);
  const required = (body?.required as string[] | undefined)?.length || (body && !body.properties);
  const needed = required ? "" : " = {}";
  const given = [
    ...params.map((one) => `${one.name as string}: ${printType(one.schema as Json)}`),
    ...(body ? [`body: ${bodyName({ group, name })}${needed}`] : []),
    ...(query.length > 0 ? [`query: ${printFields(asObject(query))} = {}`] : []),
    "options?: CallOptions",
  ];
  const call = [
    `method: "${method}"`,
    `path: "${path}"`,
    named.length > 0 && `params: { ${named.join(", ")} }`,
    query.length > 0 && "query",
    body && "body",
    files.length > 0 && `files: ${JSON.stringify(files)}`,
    "options",
  ].filter(Boolean);
  const verb = { json: `json<${answer.type}>`, bytes: "send", events: `events<${answer.type}>` }[answer.kind];
  return `${comment(summary)}${name}: (${given.join(", ")}) => this.transport.${verb}({ ${call.join(", ")} }),`;
}

/** One file may stand where several are taken. */
function withLists(body: Json, files: string[]): string {
  const properties = Object.entries(body.properties as Record<string, Json>).map(([name, field]) => [
    name,
    files.includes(name) && field.type === "array"
      ? { anyOf: [field.items as Json, field], description: (field.items as Json).description }
      : field,
  ]);
  return printFields({ ...body, properties: Object.fromEntries(properties) as Json });
}

const asObject = (parameters: Json[]): Json => ({
  properties: Object.fromEntries(
    parameters.map(({ name, schema, description }) => [name, { ...(schema as Json), description }]),
  ) as Json,
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
});

const camel = (text: string): string =>
  text.replace(/[-_.](\w)/g, (_, letter: string) => letter.toUpperCase());

/** What no single call says. */
const GENERATION_METHODS = `
/** Waits until a generation has finished. Throws PrintPalError with its error's code where it failed or was cancelled. */
wait: async (id: string, options?: CallOptions): Promise<Generation> => {
let latest: Generation | undefined;
for await (const { data } of this.generations.events(id, options)) {
latest = data;
if (!["pending", "processing"].includes(data.status)) break;
}
latest ??= await this.generations.get(id, options);
if (latest.status === "completed") return latest;
throw new PrintPalError(latest.error?.code ?? latest.status, latest.error?.message ?? "The generation was " + latest.status + ".");
},`;
