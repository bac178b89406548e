import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Scope } from "@/lib/core/actor";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { getBalance } from "@/lib/credits";
import type { Context } from "@/lib/db";
import {
  createGeneration,
  getGeneration,
  listGenerations,
  quoteGeneration,
  waitForGeneration,
} from "@/lib/generations";
import { CreateGeneration, uploadsOnce } from "@/lib/generations/contract";
import { GenerationSettings, ListGenerations, MeshFormat } from "@/lib/generations/schema";
import { checkPrint, getPrintCheck } from "@/lib/prints";
import { CreatePrintCheck } from "@/lib/prints/contract";
import { PrintCheckSettings } from "@/lib/prints/schema";
import { createUpload } from "@/lib/uploads";
import { CreateUpload } from "@/lib/uploads/schema";
import type { LoggedSettings } from "@/lib/usage";
import type { Caller } from "../authenticate";
import { requireScope } from "../authenticate";
import { fileOrUpload } from "../file-or-upload";
import { listEngines } from "../meta";
import { toAppError } from "../problem";
import { countCall } from "../rate-limit";
import { loggedSettings } from "../logged-settings";
import { readGeneration } from "../submit-generation";

/** One request's caller, and what it came to, for the request log. */
export interface ToolCall {
  ctx: Context & Caller;
  creditsUsed?: number;
  generationId?: string;
  settings?: LoggedSettings;
  errorCode?: string;
}

const MAX_BASE64 = 28_000_000;
const Base64 = z
  .string()
  .max(MAX_BASE64, "A file may have up to 20 MB.")
  .regex(/^(data:[\w/.+-]+;base64,)?[A-Za-z0-9+/\s]+={0,2}\s*$/, "Send the file's bytes in base64.");

const Wish = GenerationSettings.pick({
  prompt: true,
  quality: true,
  formats: true,
  engine: true,
  size_mm: true,
  size_axis: true,
  seed: true,
  max_credits: true,
  end_user_id: true,
  metadata: true,
  print: true,
  figure: true,
})
  .extend({
    image_base64: Base64.optional().meta({
      description: "A PNG, JPEG or WebP in base64, instead of a prompt",
    }),
    upload_id: CreateGeneration.shape.upload_id,
    upload_ids: CreateGeneration.shape.upload_ids,
    depth_map_upload_id: CreateGeneration.shape.depth_map_upload_id,
    normal_map_upload_id: CreateGeneration.shape.normal_map_upload_id,
  })
  .refine(uploadsOnce.allows, uploadsOnce.refusal);
type Wish = z.output<typeof Wish>;
const Id = z.strictObject({ id: z.string().meta({ description: "As generate answered it: gen_…" }) });
const waitSeconds = z
  .int()
  .min(0)
  .max(50)
  .default(0)
  .meta({ description: "Stay this long for it to finish" });

/** What a model may do, in the order in which it is usually done. */
export function addTools(server: McpServer, call: ToolCall): void {
  const { ctx } = call;
  const tool = <S extends z.ZodObject>(
    name: string,
    about: { description: string; scope: Scope; input: S; counted?: boolean; changes?: boolean },
    run: (input: z.output<S>) => Promise<object>,
  ) =>
    server.registerTool(
      name,
      {
        description: about.description,
        inputSchema: about.input as z.ZodObject,
        annotations: { readOnlyHint: !about.changes, destructiveHint: false, openWorldHint: false },
      },
      (input) =>
        answer(call, async () => {
          call.settings = loggedSettings({ query: {}, body: input });
          requireScope(ctx, about.scope);
          if (about.counted)
            await countCall({ keyId: ctx.actor.keyId, organizationId: ctx.organizationId }, new Headers());
          return run(input as z.output<S>);
        }),
    );

  tool(
    "upload",
    {
      description:
        "Announces a file that is too large to be sent in base64: PUT its bytes to the address in the answer, then name it by its id.",
      scope: "generate",
      input: CreateUpload,
      counted: true,
      changes: true,
    },
    (announced) => createUpload(ctx, announced),
  );
  tool(
    "quote",
    {
      description: "Checks a request and says what it would cost, in credits of one US cent. Makes nothing.",
      scope: "generate",
      input: Wish,
      counted: true,
    },
    (wish) => quoteGeneration(ctx, readWish(wish)),
  );
  tool(
    "generate",
    {
      description: "Turns a picture or a short prompt into a printable 3D model, and charges for it once.",
      scope: "generate",
      input: Wish,
      counted: true,
      changes: true,
    },
    async (wish) => {
      const generation = await createGeneration(ctx, readWish(wish));
      call.generationId = generation.id;
      call.creditsUsed = generation.credits_used;
      return generation;
    },
  );
  tool(
    "check",
    {
      description: "Says how a generation stands: status, progress, print report, download links.",
      scope: "read",
      input: Id.extend({ wait_seconds: waitSeconds }),
    },
    ({ id, wait_seconds }) =>
      wait_seconds > 0 ? waitForGeneration(ctx, id, wait_seconds) : getGeneration(ctx, id),
  );
  tool(
    "fetch",
    {
      description: "A link to a finished model's file that works for an hour, without a key.",
      scope: "read",
      input: Id.extend({ format: MeshFormat }),
    },
    async ({ id, format }) => findFile(await getGeneration(ctx, id), format),
  );
  tool(
    "list",
    {
      description: "The newest generations first, also by status or words.",
      scope: "read",
      input: ListGenerations,
    },
    (query) => listGenerations(ctx, query),
  );
  tool(
    "credits",
    { description: "How many credits are left.", scope: "read", input: z.strictObject({}) },
    async () => ({ balance: await getBalance(ctx.organizationId) }),
  );
  tool(
    "engines",
    { description: "The engines, and what each is for.", scope: "read", input: z.strictObject({}) },
    async () => listEngines(),
  );
  tool(
    "print_check",
    {
      description:
        "Looks whether a mesh of your own (STL, OBJ, PLY, GLB, 3MF) can be printed. Free of charge.",
      scope: "generate",
      input: PrintCheckSettings.extend({
        mesh_base64: Base64.optional(),
        upload_id: CreatePrintCheck.shape.upload_id,
      }),
      counted: true,
      changes: true,
    },
    ({ mesh_base64, upload_id: uploadId, ...settings }) => {
      const files = decode("mesh", mesh_base64);
      return checkPrint(ctx, settings, fileOrUpload({ files }, "mesh", { param: "upload_id", uploadId }));
    },
  );
  tool(
    "print_check_result",
    {
      description: "The report of a print check, once it has completed.",
      scope: "read",
      input: z.strictObject({ id: z.string().meta({ description: "As print_check answered it: chk_…" }) }),
    },
    ({ id }) => getPrintCheck(ctx, id),
  );
}

const readWish = ({ image_base64, ...body }: Wish) =>
  readGeneration({ body: body as CreateGeneration, files: decode("image", image_base64) });

/** As a form would have brought it. */
const decode = (field: string, base64: string | undefined): Record<string, Uint8Array[]> =>
  base64 === undefined
    ? {}
    : { [field]: [new Uint8Array(Buffer.from(base64.replace(/^data:[^,]*,/, ""), "base64"))] };

function findFile({ files, status }: Awaited<ReturnType<typeof getGeneration>>, format: MeshFormat) {
  const file = files.find((one) => one.format === format);
  if (file) return file;
  const made = files.map((one) => one.format).join(", ");
  throw new AppError(
    "download_not_ready",
    made ? `It was made as ${made}, not as ${format}.` : `The generation is ${status}; it has no files.`,
  );
}

/** A refusal is an answer as well: a model reads it and does better. */
async function answer(call: ToolCall, run: () => Promise<object>): Promise<CallToolResult> {
  try {
    const output = await run();
    return {
      content: [{ type: "text", text: JSON.stringify(output) }],
      structuredContent: output as Record<string, unknown>,
    };
  } catch (error) {
    const { code, message, details } = toAppError(error);
    call.errorCode = code;
    if (code === "internal_error") log.error("mcp tool failed", { code }, error);
    const text = JSON.stringify({ code, message, param: details.param });
    return { isError: true, content: [{ type: "text", text }] };
  }
}
