import { refuse, route } from "@/lib/api";
import { getProcessingPolicy, setProcessingPolicy } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.getPolicy, ({ ctx }) => getProcessingPolicy(ctx));
export const PUT = route(c.setPolicy, ({ ctx, body }) => setProcessingPolicy(ctx, body));
export const { POST, PATCH, DELETE, OPTIONS } = refuse(GET, PUT);
