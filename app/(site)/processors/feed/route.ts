import { env } from "@/lib/core/env";
import { listProcessorChanges } from "@/lib/privacy";

export const dynamic = "force-dynamic";

/** Announced changes of who processes what, as JSON Feed 1.1. */
export async function GET(): Promise<Response> {
  const { publicUrl } = env();
  const changes = await listProcessorChanges();
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: "PrintPal: changes of who processes what",
    home_page_url: `${publicUrl}/processors`,
    feed_url: `${publicUrl}/processors/feed`,
    items: changes.reverse().map(({ id, processor, kind, summary, announced_at, effective_at }) => ({
      id,
      url: `${publicUrl}/processors#${id}`,
      title: `${processor} ${kind === "added" ? "is added" : kind === "ended" ? "ends" : "changes"} on ${effective_at.slice(0, 10)}`,
      content_text: summary,
      date_published: announced_at,
      _processor: { name: processor, kind, effective_at },
    })),
  };
  return new Response(JSON.stringify(feed), { headers: { "Content-Type": "application/feed+json" } });
}
