import { refuse, route } from "@/lib/api";
import { getSigningSecret } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const GET = route(c.signingSecret, ({ ctx }) => getSigningSecret(ctx));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
