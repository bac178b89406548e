import { refuse, route } from "@/lib/api";
import { reportLeaks } from "@/lib/api/report-leaks";
import { keyContracts as c } from "@/lib/keys/contract";

export const POST = route(c.reportLeaks, reportLeaks);
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
