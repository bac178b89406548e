import { refuse, route } from "@/lib/api";
import { cancelRequest, getRequest } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.getRequest, ({ ctx, params }) => getRequest(ctx, params.id));
export const DELETE = route(c.cancelRequest, ({ ctx, params }) => cancelRequest(ctx, params.id));
export const { POST, PUT, PATCH, OPTIONS } = refuse(GET, DELETE);
