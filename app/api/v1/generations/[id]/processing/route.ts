import { refuse, route } from "@/lib/api";
import { getReceipt } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.receipt, ({ ctx, params }) => getReceipt(ctx, params.id));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
