import { refuse, route } from "@/lib/api";
import { listRetention } from "@/lib/api/retention/list-retention";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.retention, async () => listRetention());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
