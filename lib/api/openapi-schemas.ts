import { z } from "zod";
import { errorCodes } from "@/lib/core/errors";

export type Json = Record<string, unknown>;

/**
 * Turns zod schemas into JSON Schema for one document. A schema with an id of its own is kept once under `components`
 * and referred to everywhere else.
 */
export class SchemaWriter {
  private readonly found: Json = {};

  /** As callers write it (`input`, defaults optional) or as they read it (`output`). */
  write(schema: z.ZodType, io: "input" | "output"): Json {
    const wrapped = z.toJSONSchema(z.object({ schema }), {
      io,
      override: simplify,
    }) as unknown as WrappedSchema;
    Object.assign(this.found, refer(wrapped.$defs ?? {}));
    return refer(wrapped.properties.schema);
  }

  get components(): Json {
    const named = Object.entries(this.found).sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...Object.fromEntries(named), Problem: problemSchema };
  }
}

interface WrappedSchema {
  properties: { schema: Json };
  $defs?: Json;
}

const refer = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'), (_key, value) =>
    closeTuple(value as Json),
  ) as Json;

/** A tuple ends where it ends. One of equal items is a list of that length, which older tools understand as well. */
function closeTuple(value: Json): Json {
  const items = value?.prefixItems as Json[] | undefined;
  if (!items || value.items) return value;
  const bounds = { minItems: items.length, maxItems: items.length };
  const { prefixItems, ...rest } = value;
  return new Set(items.map((item) => JSON.stringify(item))).size === 1
    ? { ...rest, items: items[0], ...bounds }
    : { ...rest, prefixItems, items: false, ...bounds };
}

/** Drops what says nothing: the bounds of a safe integer, and that answers never gain a field, which they may. */
function simplify({ jsonSchema, zodSchema }: { jsonSchema: Json; zodSchema: z.core.$ZodType }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const strict = zodSchema instanceof z.ZodObject && zodSchema.def.catchall instanceof z.ZodNever;
  if (jsonSchema.additionalProperties === false && !strict) delete jsonSchema.additionalProperties;
}

const text: Json = { type: "string" };
const whole: Json = { type: "integer" };

/** What `problem()` sends. */
const problemSchema: Json = {
  type: "object",
  description: "RFC 9457, with the fields that the published clients read",
  required: ["type", "title", "status", "detail", "instance", "code", "message", "error", "request_id"],
  properties: {
    type: { type: "string", format: "uri", description: "Address of the code's explanation" },
    title: text,
    status: whole,
    detail: { type: "string", description: "What happened and what to do next" },
    instance: text,
    code: { type: "string", enum: Object.keys(errorCodes) },
    message: { type: "string", description: "The same as detail" },
    error: { type: "string", description: "The same as title" },
    request_id: text,
    param: { type: "string", description: "The first offending field" },
    errors: {
      type: "object",
      description: "Field to messages",
      additionalProperties: { type: "array", items: text },
    },
    credits_required: whole,
    credits_available: whole,
    retry_after: { type: "integer", description: "Seconds, as in the header Retry-After" },
  },
  example: {
    type: "https://printpal.example/docs/errors#insufficient_credits",
    title: errorCodes.insufficient_credits[1],
    status: errorCodes.insufficient_credits[0],
    detail: "This costs 20 credits and 4 are left. Add credits, or choose a lower quality.",
    instance: "/api/v1/generations",
    code: "insufficient_credits",
    message: "This costs 20 credits and 4 are left. Add credits, or choose a lower quality.",
    error: errorCodes.insufficient_credits[1],
    request_id: "req_7hT2nX4pQc9Wk1sLr6Vb8m",
    credits_required: 20,
    credits_available: 4,
  },
};
