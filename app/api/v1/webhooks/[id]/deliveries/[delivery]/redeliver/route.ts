import { refuse, route } from "@/lib/api";
import { redeliver } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const POST = route(c.redeliver, ({ ctx, params }) => redeliver(ctx, params.id, params.delivery));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
