import { refuse, route } from "@/lib/api";
import { listLoggedRequests } from "@/lib/api/list-logged-requests";
import { usageContracts as c } from "@/lib/usage/contract";

export const GET = route(c.requests, listLoggedRequests);
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
