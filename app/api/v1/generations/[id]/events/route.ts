import { refuse, route } from "@/lib/api";
import { streamGeneration } from "@/lib/api/stream-generation";
import { generationContracts as c } from "@/lib/generations/contract";

export const GET = route(c.events, ({ ctx, params, request }) => streamGeneration(ctx, params.id, request));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
