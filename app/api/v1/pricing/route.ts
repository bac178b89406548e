import { refuse, route } from "@/lib/api";
import { getPricing } from "@/lib/api/meta";
import { metaContracts as c } from "@/lib/api/meta/contract";

export const GET = route(c.pricing, async () => getPricing());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
