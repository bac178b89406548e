import type { z } from "zod";
import type { Scope } from "./actor";
import type { ErrorCode } from "./errors";
import type { Table } from "./table";

/**
 * One HTTP call, described once: the router validates by it, and types, the OpenAPI document, the docs and the
 * tests' guards follow from it. Rooms write them in `contract.ts`; nothing else may describe an HTTP shape.
 */
export interface Contract<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** `noun.verb`, unique, also the OpenAPI operation id. */
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in OpenAPI: `/api/v1/generations/{id}`. */
  path: string;
  summary: string;
  /** What the caller needs: a key with this scope, `signed` for a signed link, `public` for nothing. */
  access: Scope | "signed" | "public";
  /** Whether the call counts against the key's requests per minute; polls do not. */
  counted?: boolean;
  params?: Params;
  query?: Query;
  body?: {
    schema: Body;
    /** Content types that are accepted. */
    accepts: readonly ("application/json" | "multipart/form-data" | "application/x-www-form-urlencoded")[];
    /** File parts of a multipart body by name, each with how many may come; the handler receives their bytes. */
    files?: Readonly<Record<string, number>>;
    maxBytes: number;
    /** Whether the body may be a JSON list; otherwise it is an object. */
    takesList?: boolean;
    /** Whether files come as parts of a form alone, and not in base64 in JSON. */
    filesInFormsOnly?: boolean;
  };
  /** Where the body is a file as it is: the types it may have. The handler reads it from the request, as it arrives. */
  rawBody?: { types: readonly string[]; maxBytes: number };
  /** Whether the answer shows a secret: under an Idempotency-Key it is repeated only to the key that asked first. */
  showsSecret?: boolean;
  /** The answer as a table, for callers who ask for CSV; the query then has a field `format`. */
  csv?(answer: z.output<Output>): Table;
  /** Shape of the answer, `bytes` for a download, or that of each event in a stream of server-sent events. */
  output: Output | "bytes" | { events: Output };
  status: 200 | 201 | 202 | 204;
  /** Codes that callers should expect beyond those every call can give. */
  errors: readonly ErrorCode[];
}

/** Keeps the exact types of the schemas, so that handlers receive what the contract says. */
export function contract<
  Body extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Params extends z.ZodType = z.ZodNever,
  Output extends z.ZodType = z.ZodType,
>(definition: Contract<Body, Query, Params, Output>): Contract<Body, Query, Params, Output> {
  return definition;
}
