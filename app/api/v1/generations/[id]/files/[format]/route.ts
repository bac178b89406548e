import { refuse, route } from "@/lib/api";
import { openGenerationFile } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const GET = route(c.file, ({ ctx, params }) => openGenerationFile(ctx, params.id, params.format));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
