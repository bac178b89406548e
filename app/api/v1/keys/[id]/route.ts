import { refuse, route } from "@/lib/api";
import { revokeKey, updateKey } from "@/lib/keys";
import { keyContracts as c } from "@/lib/keys/contract";

export const PATCH = route(c.update, ({ ctx, params, body }) => updateKey(ctx, params.id, body));
export const DELETE = route(c.revoke, ({ ctx, params }) => revokeKey(ctx, params.id));
export const { GET, HEAD, POST, PUT, OPTIONS } = refuse(PATCH, DELETE);
