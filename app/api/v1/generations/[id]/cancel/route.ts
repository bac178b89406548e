import { refuse, route } from "@/lib/api";
import { cancelGeneration } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const POST = route(c.cancel, ({ ctx, params }) => cancelGeneration(ctx, params.id));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
