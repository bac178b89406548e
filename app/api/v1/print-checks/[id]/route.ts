import { refuse, route } from "@/lib/api";
import { deletePrintCheck, getPrintCheck } from "@/lib/prints";
import { printContracts as c } from "@/lib/prints/contract";

export const GET = route(c.getPrintCheck, ({ ctx, params }) => getPrintCheck(ctx, params.id));
export const DELETE = route(c.deletePrintCheck, ({ ctx, params }) => deletePrintCheck(ctx, params.id));
export const { POST, PUT, PATCH, OPTIONS } = refuse(GET, DELETE);
