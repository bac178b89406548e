import { refuse, route } from "@/lib/api";
import { sendTestEvent } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const POST = route(c.test, ({ ctx, params }) => sendTestEvent(ctx, params.id));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
