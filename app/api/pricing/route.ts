import { refuse, route } from "@/lib/api";
import { readPricing } from "@/lib/api/wire";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const GET = route(c.pricing, async () => readPricing());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
