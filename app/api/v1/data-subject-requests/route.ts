import { refuse, route } from "@/lib/api";
import { createRequest, listRequests } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const POST = route(c.createRequest, ({ ctx, body }) => createRequest(ctx, body));
export const GET = route(c.listRequests, ({ ctx, query }) => listRequests(ctx, query));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(POST, GET);
