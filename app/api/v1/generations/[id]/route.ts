import { refuse, route } from "@/lib/api";
import { deleteGeneration, getGeneration } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const GET = route(c.get, ({ ctx, params }) => getGeneration(ctx, params.id));
export const DELETE = route(c.delete, ({ ctx, params }) => deleteGeneration(ctx, params.id));
export const { POST, PUT, PATCH, OPTIONS } = refuse(GET, DELETE);
