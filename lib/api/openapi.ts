import type { z } from "zod";
import type { Contract } from "@/lib/core/contract";
import { errorCodes, type ErrorCode } from "@/lib/core/errors";
import { contracts } from "./contracts";
import { IDEMPOTENCY_HEADER, takesIdempotencyKey } from "./idempotency-key";
import { addExamples } from "./openapi-examples";
import { SchemaWriter, type Json } from "./openapi-schemas";

/** The OpenAPI 3.1 document of all contracts. Pure: the same contracts give the same document. */
export function buildOpenApi(version: string): Json {
  const schemas = new SchemaWriter();
  const paths: Record<string, Json> = {};
  for (const contract of contracts)
    (paths[contract.path] ??= {})[contract.method.toLowerCase()] = operation(contract, schemas);
  return addExamples({
    openapi: "3.1.0",
    info: {
      title: "PrintPal API",
      version,
      summary: "Pictures and prompts to watertight, print-ready 3D models",
      description: DESCRIPTION,
      contact: { name: "Whoever runs this installation" },
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: "/", description: "The installation that serves this document" }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A key such as pp_live_…" },
        apiKey: {
          type: "apiKey",
          in: "header",
          name: "X-API-Key",
          description: "The same key, as the published clients send it",
        },
      },
    },
  });
}

const DESCRIPTION =
  "Send a key as Authorization: Bearer or as X-API-Key. Sizes are millimetres and bytes, times ISO-8601 in UTC. Every " +
  "answer carries X-Request-Id; errors are RFC 9457 problem documents with a code. 50 requests a minute and key; " +
  "status polls and downloads do not count.";

const tags: Record<string, string> = {
  generations: "One request and its results",
  uploads: "Files that are sent ahead, for later calls to name",
  conversions: "Your own meshes in other formats, free of charge",
  "print-checks": "What a printer would meet in your own meshes, free of charge",
  keys: "API keys",
  credits: "Balance and ledger",
  usage: "What was called and what it cost",
  webhooks: "Addresses that events are sent to, and what became of each delivery",
  projects: "Parts of your work with rules of their own on who may process what their keys send",
  privacy: "Who processes what, and the rights of the people behind it",
  meta: "The service about itself",
  client: "The unversioned addresses of the published Python and JavaScript clients",
};

const needsKey = ({ access }: Contract): boolean => access !== "public" && access !== "signed";

function operation(contract: Contract, schemas: SchemaWriter): Json {
  const { id, summary, body, rawBody, params, query } = contract;
  return {
    operationId: id,
    tags: [id.split(".")[0]],
    summary,
    description: describe(contract),
    security: needsKey(contract) ? [{ bearer: [] }, { apiKey: [] }] : [],
    parameters: [
      ...parameters("path", params, schemas),
      ...parameters("query", query, schemas),
      ...prefer(contract),
      ...idempotency(contract),
    ],
    ...(body && { requestBody: requestBody(body, schemas) }),
    ...(rawBody && { requestBody: fileBody(rawBody) }),
    responses: { ...success(contract, schemas), ...failures(contract) },
  };
}

function describe(contract: Contract): string {
  if (contract.access === "public") return "Public.";
  if (contract.access === "signed") return "Needs a signed address, and no key.";
  const scope = `Scope: ${contract.access}.`;
  return contract.counted ? scope : `${scope} Does not count against the rate limit.`;
}

/** What a submission makes takes a while: see `submitGeneration` and `submitPrint`. */
const canWait = ({ id }: Contract): boolean =>
  ["generations.create", "conversions.create", "print-checks.create"].includes(id);

/** The only header beyond the common ones. */
function prefer(contract: Contract): Json[] {
  if (!canWait(contract)) return [];
  const description =
    "wait=N, up to 60: answer when the work has finished, with 200, at the latest after N seconds";
  return [{ name: "Prefer", in: "header", required: false, description, schema: { type: "string" } }];
}

/** See `answerOnce`. */
function idempotency(contract: Contract): Json[] {
  if (!takesIdempotencyKey(contract)) return [];
  const description =
    "Names the request, such as a UUID: repeated with it within 24 hours, the call is made once and gets the same answer";
  const schema = { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x20-\\x7e]+$" };
  return [{ name: IDEMPOTENCY_HEADER, in: "header", required: false, description, schema }];
}

function parameters(place: "path" | "query", schema: z.ZodType | undefined, schemas: SchemaWriter): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.write(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    description: description ?? commonMeanings[name],
    schema: rest,
  }));
}

/** What is called the same everywhere means the same everywhere. */
const commonMeanings: Record<string, string | undefined> = {
  id: "Which one, as creating and listing tell",
  uid: "The generation_uid that the submission answered with",
  limit: "How many to give at the most",
  after: "Continue behind the one with this id",
  before: "Continue ahead of the one with this id",
  created_after: "Made at this time or later",
  created_before: "Made before this time",
  delivery: "The delivery's id, as the list of deliveries tells",
  expires: "As in the signed address",
  signature: "As in the signed address",
};

const PICTURE = "PNG, JPEG or WebP, up to 20 MB";
const fileMeanings: Record<string, string | undefined> = {
  depth_map: "How near each point of the picture is, in grey, for the engine figure",
  normal_map:
    "Which way the surface looks at each point of the picture, for the engine figure: red right, green up, blue towards the viewer",
  mesh: "STL, OBJ (also zipped with its materials), PLY, GLB or 3MF, up to 64 MB and 4 million triangles",
};

function requestBody(body: NonNullable<Contract["body"]>, schemas: SchemaWriter): Json {
  const { accepts, files = {}, filesInFormsOnly } = body;
  const schema = schemas.write(body.schema, "input");
  const parts = Object.fromEntries(
    Object.entries(files).map(([name, most]) => {
      const file = { type: "string", format: "binary", description: fileMeanings[name] ?? PICTURE };
      return [name, most === 1 ? file : { type: "array", items: file, maxItems: most }];
    }),
  );
  const encoded = { type: "string", contentEncoding: "base64", description: "In base64, or a data URI" };
  const encodedParts = Object.fromEntries(
    Object.entries(files).map(([name, most]) => [
      name,
      most === 1 ? encoded : { anyOf: [encoded, { type: "array", items: encoded, maxItems: most }] },
    ]),
  );
  const withEncoded =
    schema.properties && !filesInFormsOnly
      ? { ...schema, properties: { ...encodedParts, ...(schema.properties as Json) } }
      : schema;
  const withFiles = { ...schema, properties: { ...parts, ...(schema.properties as Json) } };
  const content = accepts.map((type) => [
    type,
    {
      schema: type === "multipart/form-data" ? withFiles : type === "application/json" ? withEncoded : schema,
    },
  ]);
  return { required: true, content: Object.fromEntries(content) as Json };
}

const BINARY: Json = { type: "string", format: "binary" };

function fileBody({ types, maxBytes }: NonNullable<Contract["rawBody"]>): Json {
  const description = `The file's bytes as they are, up to ${maxBytes / 1024 ** 2} MB`;
  return {
    required: true,
    description,
    content: Object.fromEntries(types.map((type) => [type, { schema: BINARY }])),
  };
}

function success(contract: Contract, schemas: SchemaWriter): Json {
  const { output, status, summary } = contract;
  const headers: Json = { "X-Request-Id": { description: "Names this call", schema: { type: "string" } } };
  if (contract.counted) Object.assign(headers, limitHeaders);
  if (takesIdempotencyKey(contract))
    headers["Idempotent-Replayed"] = {
      description: "true where this answer was given before, to the same Idempotency-Key",
      schema: { type: "string", enum: ["true"] },
    };
  const table: Json = { "text/csv": { schema: { type: "string", description: "Names in the first line" } } };
  const content = { ...contentOf(output, schemas), ...(contract.csv && table) };
  const answer = { description: summary, headers, content };
  if (!canWait(contract)) return { [status]: answer };
  return { 200: { ...answer, description: "Finished while Prefer: wait waited" }, [status]: answer };
}

/** See `countCall`: a call over the limit has them too. */
const limitHeaders: Json = {
  RateLimit: { description: "What is left of each limit, and until when", schema: { type: "string" } },
  "RateLimit-Policy": { description: "The limits that the call counts against", schema: { type: "string" } },
};

/** OpenAPI has no word for a stream of events: the schema is that of each event's data. */
function contentOf(output: Contract["output"], schemas: SchemaWriter): Json {
  if (output === "bytes")
    return { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
  if ("events" in output) return { "text/event-stream": { schema: schemas.write(output.events, "output") } };
  return { "application/json": { schema: schemas.write(output, "output") } };
}

/** Codes that any call may give, by what it needs, and the contract's own, grouped by status. */
function failures(contract: Contract): Json {
  const { output, counted, errors, query } = contract;
  const body = contract.body ?? contract.rawBody;
  const codes = new Set<ErrorCode>([...errors, "key_in_url", "uri_too_long", "internal_error"]);
  const add = (when: unknown, ...more: ErrorCode[]) => when && more.forEach((code) => codes.add(code));
  add(output !== "bytes", "not_acceptable");
  add(needsKey(contract), "unauthenticated", "conflicting_credentials", "insufficient_scope", "forbidden");
  add(
    needsKey(contract),
    "account_suspended",
    "too_many_attempts",
    "insecure_transport",
    "address_not_allowed",
    "origin_not_allowed",
  );
  add(counted, "rate_limited");
  const once = takesIdempotencyKey(contract);
  add(once, "idempotency_in_flight", "idempotency_mismatch");
  add(query ?? body ?? once, "invalid_request");
  add(body, "payload_too_large", "unsupported_media_type", "request_timeout");
  add(contract.body?.accepts.includes("application/json"), "invalid_json");
  const byStatus: Record<number, ErrorCode[]> = {};
  for (const code of codes) (byStatus[errorCodes[code][0]] ??= []).push(code);
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const retry = { description: "Seconds to wait before the next try", schema: { type: "integer" } };
  const described = Object.entries(byStatus).map(([status, some]) => [
    status,
    {
      description: some.sort().join(", "),
      ...(status === "429" && { headers: { "Retry-After": retry } }),
      content,
    },
  ]);
  return Object.fromEntries(described) as Json;
}
