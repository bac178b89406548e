import { refuse, route } from "@/lib/api";
import { getReport } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";

export const GET = route(c.report, ({ ctx, params }) => getReport(ctx, params.id));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
