import { refuse, route } from "@/lib/api";
import { submitConversion } from "@/lib/api/submit-print";
import { listConversions } from "@/lib/prints";
import { printContracts as c } from "@/lib/prints/contract";

export const POST = route(c.convert, submitConversion);
export const GET = route(c.listConversions, ({ ctx, query }) => listConversions(ctx, query));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(POST, GET);
