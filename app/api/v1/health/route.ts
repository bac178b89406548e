import { refuse, route } from "@/lib/api";
import { getHealth } from "@/lib/api/meta";
import { metaContracts as c } from "@/lib/api/meta/contract";

export const GET = route(c.health, () => getHealth());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
