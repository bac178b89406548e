import { refuse, route } from "@/lib/api";
import { submitGeneration } from "@/lib/api/submit-generation";
import { listGenerations } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const POST = route(c.create, submitGeneration);
export const GET = route(c.list, ({ ctx, query }) => listGenerations(ctx, query));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(POST, GET);
