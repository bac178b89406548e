import { refuse, route } from "@/lib/api";
import { rotateKey } from "@/lib/keys";
import { keyContracts as c } from "@/lib/keys/contract";

export const POST = route(c.rotate, ({ ctx, params, body }) => rotateKey(ctx, params.id, body));
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
