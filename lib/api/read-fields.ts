import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { readJson } from "./read-json";

/**
 * Texts of a form or a query as the values that the schema expects: "5.0" becomes a number where it wants a number,
 * "true" a boolean, a list may repeat its name or separate by commas, such as "220,220,250", and an object comes as JSON. What does not fit
 * stays text, for the schema to refuse. Throws `invalid_request` where a single value was sent twice.
 */
export function readFields(schema: z.ZodType, fields: Map<string, string[]>): Record<string, unknown> {
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  const entries = [...fields].map(([name, texts]) => {
    const wanted = Object.hasOwn(shape, name) ? kindOf(shape[name]) : "text";
    if (wanted === "numbers") return [name, texts.flatMap(splitList).map((item) => convert("number", item))];
    if (wanted === "list") return [name, texts.flatMap(splitList)];
    if (texts.length > 1) throw repeated(name);
    return [name, wanted === "object" ? readObject(name, texts[0]) : convert(wanted, texts[0])];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

const splitList = (text: string): string[] => text.split(",").map((item) => item.trim());

type Kind = "number" | "numbers" | "boolean" | "list" | "object" | "text";

function kindOf(schema: z.ZodType): Kind {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  if (inner) return kindOf(inner);
  if (schema instanceof z.ZodNumber) return "number";
  if (schema instanceof z.ZodLiteral && [...schema.values].every((value) => typeof value === "number"))
    return "number";
  if (schema instanceof z.ZodBoolean) return "boolean";
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return "object";
  if (schema instanceof z.ZodUnion && schema.options.some((one) => one instanceof z.ZodNumber))
    return "number";
  if (schema instanceof z.ZodTuple) return "numbers";
  return schema instanceof z.ZodArray ? "list" : "text";
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;

function convert(kind: Kind, text: string): unknown {
  if (kind === "number" && DECIMAL.test(text.trim())) return Number(text);
  if (kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** As strictly as a body. Throws `invalid_request`. */
function readObject(param: string, text: string): unknown {
  try {
    return readJson(new TextEncoder().encode(text));
  } catch (cause) {
    const message = `${param} must be a JSON object, such as {"name": 1}.`;
    throw new AppError("invalid_request", message, { param, errors: { [param]: [message] }, cause });
  }
}

function repeated(param: string): AppError {
  const message = `${param} was sent more than once. Send it once.`;
  return new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
