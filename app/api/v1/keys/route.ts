import { refuse, route } from "@/lib/api";
import { createKey, listKeys } from "@/lib/keys";
import { keyContracts as c } from "@/lib/keys/contract";

export const GET = route(c.list, ({ ctx }) => listKeys(ctx));
export const POST = route(c.create, ({ ctx, body }) => createKey(ctx, body));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(GET, POST);
