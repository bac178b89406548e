import { refuse, route } from "@/lib/api";
import { giveFeedback } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const POST = route(c.feedback, ({ ctx, params, body }) => giveFeedback(ctx, params.id, body));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
