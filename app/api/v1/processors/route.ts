import { refuse, route } from "@/lib/api";
import { getProcessorRegister } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.processors, () => getProcessorRegister());
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
