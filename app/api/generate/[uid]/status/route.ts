import { refuse, route } from "@/lib/api";
import { readStatus } from "@/lib/api/wire";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const GET = route(c.status, ({ ctx, params }) => readStatus(ctx, params.uid));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
