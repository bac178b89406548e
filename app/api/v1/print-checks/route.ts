import { refuse, route } from "@/lib/api";
import { submitPrintCheck } from "@/lib/api/submit-print";
import { listPrintChecks } from "@/lib/prints";
import { printContracts as c } from "@/lib/prints/contract";

export const POST = route(c.check, submitPrintCheck);
export const GET = route(c.listPrintChecks, ({ ctx, query }) => listPrintChecks(ctx, query));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(POST, GET);
