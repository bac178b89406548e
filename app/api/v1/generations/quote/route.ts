import { refuse, route } from "@/lib/api";
import { readGeneration } from "@/lib/api/submit-generation";
import { quoteGeneration } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const POST = route(c.quote, (call) => quoteGeneration(call.ctx, readGeneration(call)));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
