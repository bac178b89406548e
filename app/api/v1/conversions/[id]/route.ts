import { refuse, route } from "@/lib/api";
import { deleteConversion, getConversion } from "@/lib/prints";
import { printContracts as c } from "@/lib/prints/contract";

export const GET = route(c.getConversion, ({ ctx, params }) => getConversion(ctx, params.id));
export const DELETE = route(c.deleteConversion, ({ ctx, params }) => deleteConversion(ctx, params.id));
export const { POST, PUT, PATCH, OPTIONS } = refuse(GET, DELETE);
