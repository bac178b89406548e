import { refuse, route } from "@/lib/api";
import { readCredits } from "@/lib/api/wire";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const GET = route(c.credits, ({ ctx }) => readCredits(ctx));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
