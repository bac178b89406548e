import { refuse, route } from "@/lib/api";
import { listEngines } from "@/lib/api/meta";
import { metaContracts as c } from "@/lib/api/meta/contract";

export const GET = route(c.engines, async () => listEngines());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
