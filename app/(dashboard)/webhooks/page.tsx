import type { Metadata } from "next";
import { EndpointTable } from "@/components/webhooks/endpoint-table";
import { mayDevelop } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import { listEndpoints } from "@/lib/webhooks";
import { eventTypes } from "@/lib/webhooks/schema";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const { ctx } = await requireSession("/webhooks");
  return <EndpointTable initial={await listEndpoints(ctx)} types={eventTypes} mayChange={mayDevelop(ctx)} />;
}
