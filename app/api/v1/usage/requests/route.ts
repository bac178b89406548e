import { refuse, route } from "@/lib/api";
import { flushRequestLog } from "@/lib/api/request-log";
import { listRequests } from "@/lib/usage";
import { usageContracts as c } from "@/lib/usage/contract";

export const GET = route(c.requests, async ({ ctx, query }) => {
  await flushRequestLog();
  return listRequests(ctx, query);
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
