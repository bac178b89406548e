import { listRequests } from "@/lib/usage";
import type { ListRequests, RequestPage } from "@/lib/usage/schema";
import type { Call } from "./call";
import { flushRequestLog } from "./request-log";

/** The request log, with what is not written yet, and a `Link` to the page behind this one, for tables have no field for it. */
export async function listLoggedRequests({
  ctx,
  query,
  request,
  reply,
}: Call<unknown, ListRequests, unknown>): Promise<RequestPage> {
  await flushRequestLog();
  const page = await listRequests(ctx, query);
  const last = page.data.at(-1);
  if (page.has_more && last) {
    const next = new URL(request.url);
    next.searchParams.set("after", last.id);
    reply.headers.set("Link", `<${next.pathname}${next.search}>; rel="next"`);
  }
  return page;
}
