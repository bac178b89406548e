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
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

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
};
