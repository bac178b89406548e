import { refuse, route } from "@/lib/api";
import { listProcessors } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.processors, async () => listProcessors());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
