import { refuse, route } from "@/lib/api";
import { getHealth } from "@/lib/api/meta";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const GET = route(c.health, () => getHealth());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
