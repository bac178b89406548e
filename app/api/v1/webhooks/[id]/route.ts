import { refuse, route } from "@/lib/api";
import { deleteEndpoint, getEndpoint, updateEndpoint } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const GET = route(c.get, ({ ctx, params }) => getEndpoint(ctx, params.id));
export const PATCH = route(c.update, ({ ctx, params, body }) => updateEndpoint(ctx, params.id, body));
export const DELETE = route(c.delete, ({ ctx, params }) => deleteEndpoint(ctx, params.id));
export const { POST, PUT, OPTIONS } = refuse(GET, PATCH, DELETE);
