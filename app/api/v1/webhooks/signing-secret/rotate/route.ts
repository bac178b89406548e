import { refuse, route } from "@/lib/api";
import { rotateSigningSecret } from "@/lib/webhooks";
import { webhookContracts as c } from "@/lib/webhooks/contract";

export const POST = route(c.rotateSigningSecret, ({ ctx, body }) => rotateSigningSecret(ctx, body));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
