import { refuse, route } from "@/lib/api";
import { readUsage } from "@/lib/api/wire";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const GET = route(c.usage, ({ ctx }) => readUsage(ctx));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
