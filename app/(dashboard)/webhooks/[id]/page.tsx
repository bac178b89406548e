import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EndpointView } from "@/components/webhooks/endpoint-view";
import { mayDevelop } from "@/lib/accounts";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getEndpoint, listDeliveries, ListDeliveries } from "@/lib/webhooks";
import { eventTypes } from "@/lib/webhooks/schema";

export const metadata: Metadata = { title: "Webhook" };

const PAGE_SIZE = 25;
type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function WebhookPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Search;
}) {
  const { id } = await params;
  const { ctx } = await requireSession(`/webhooks/${id}`);
  const { status, after } = await searchParams;
  const parsed = ListDeliveries.safeParse({ limit: PAGE_SIZE, status: status || undefined, after });
  const query = parsed.success ? parsed.data : { limit: PAGE_SIZE };
  const { endpoint, deliveries } = await getOr404(ctx, id, query);
  return (
    <EndpointView
      key={JSON.stringify(query)}
      initial={{ endpoint, deliveries }}
      query={query}
      types={eventTypes}
      mayChange={mayDevelop(ctx)}
    />
  );
}

/** Another's endpoint, one that is gone and a cursor that leads nowhere are all the same: no such page. */
async function getOr404(ctx: SignedIn["ctx"], id: string, query: ListDeliveries) {
  try {
    const [endpoint, deliveries] = await Promise.all([getEndpoint(ctx, id), listDeliveries(ctx, id, query)]);
    return { endpoint, deliveries };
  } catch (error) {
    if (isAppError(error) && ["not_found", "invalid_request"].includes(error.code)) notFound();
    throw error;
  }
}
