import { refuse, route } from "@/lib/api";
import { createEndpoint, listEndpoints } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const GET = route(c.list, ({ ctx }) => listEndpoints(ctx));
export const POST = route(c.create, ({ ctx, body }) => createEndpoint(ctx, body));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(GET, POST);
