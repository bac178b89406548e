import { refuse, route } from "@/lib/api";
import { openGenerationFile } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const GET = route(c.file, ({ ctx, params, request }) =>
  openGenerationFile(ctx, params.id, params.format, { peek: request.method === "HEAD" }),
);
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
