import { refuse, route } from "@/lib/api";
import { flushRequestLog } from "@/lib/api/request-log";
import { summarizeUsage } from "@/lib/usage";
import { usageContracts as c } from "@/lib/usage/contract";

export const GET = route(c.summary, async ({ ctx, query }) => {
  await flushRequestLog();
  return summarizeUsage(ctx, query);
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
