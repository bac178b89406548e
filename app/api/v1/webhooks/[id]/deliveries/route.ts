import { refuse, route } from "@/lib/api";
import { listDeliveries } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const GET = route(c.deliveries, ({ ctx, params, query }) => listDeliveries(ctx, params.id, query));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
