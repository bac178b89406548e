import { refuse, route } from "@/lib/api";
import { rotateEndpointSecret } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const POST = route(c.rotate, ({ ctx, params, body }) => rotateEndpointSecret(ctx, params.id, body));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
