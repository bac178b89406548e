import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { requireProof } from "@/lib/accounts";
import { AppError, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { Context } from "@/lib/db";
import type { ActionFailure, ActionResult } from "./action-result";
import { currentContext } from "./session";
import { currentStaff } from "./staff/session";

/**
 * A verb as a server action of the signed-in person: session to actor, parse, verb. What goes wrong comes back as data
 * with a public code and never as an exception; the origin check is Next's own.
 */
export function action<Schema extends z.ZodType, Data>(
  schema: Schema,
  verb: (ctx: Context, input: z.output<Schema>) => Promise<Data>,
  { proved = false, anyFactor = false }: ActionTerms = {},
): (input: z.input<Schema>) => Promise<ActionResult<Data>> {
  return (input) =>
    answer(async (requestId) => {
      const ctx = await currentContext(requestId, { anyFactor });
      const parsed = parse(schema, input);
      if (proved) await requireProof(ctx);
      return verb(ctx, parsed);
    });
}

interface ActionTerms {
  /** Only for who showed within ten minutes who they are: a session that somebody left open does not do. */
  proved?: boolean;
  /** Also for who lacks the second factor that their organization demands: what they need to set it up, and their rights. */
  anyFactor?: boolean;
}

/** The same for what a stranger may do, such as signing up. */
export function publicAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  verb: (input: z.output<Schema>, requestId: string) => Promise<Data>,
): (input: z.input<Schema>) => Promise<ActionResult<Data>> {
  return (input) => answer((requestId) => verb(parse(schema, input), requestId));
}

/** The same for the staff; to everybody else there is no such thing. `organization_id` is whom the act concerns. */
export function staffAction<Schema extends z.ZodType<{ organization_id?: string }>, Data>(
  schema: Schema,
  verb: (ctx: Context, input: z.output<Schema>) => Promise<Data>,
): (input: z.input<Schema>) => Promise<ActionResult<Data>> {
  return (input) =>
    answer(async (requestId) => {
      // Before anything of the input is looked at: a stranger must not learn even its shape.
      await currentStaff("", requestId);
      const parsed = parse(schema, input);
      return verb(await currentStaff(parsed.organization_id ?? "", requestId), parsed);
    });
}

async function answer<Data>(body: (requestId: string) => Promise<Data>): Promise<ActionResult<Data>> {
  const requestId = newId("request");
  try {
    return { ok: true, data: await body(requestId) };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: describe(error, requestId) };
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors: Record<string, string[]> = {};
  for (const issue of parsed.error.issues)
    (errors[issue.path.map(String).join(".") || "form"] ??= []).push(issue.message);
  throw new AppError("invalid_request", Object.values(errors)[0]?.[0] ?? "Check the form.", { errors });
}

function describe(error: unknown, requestId: string): ActionFailure {
  if (isAppError(error)) {
    const { errors, param, retryAfterSeconds, creditsRequired, creditsAvailable } = error.details;
    return {
      code: error.code,
      message: error.message,
      errors: errors ?? (param ? { [param]: [error.message] } : undefined),
      retryAfterSeconds,
      creditsRequired,
      creditsAvailable,
    };
  }
  log.error("action failed", { requestId }, error);
  return {
    code: "internal_error",
    message: `Something went wrong on our side. Try again; if it stays, tell us this number: ${requestId}`,
  };
}
