import { readCookieState, saveChoice } from "@/lib/api/cookie-state";
import { countView } from "@/lib/visitors";
import { PageVisit } from "@/lib/visitors/schema";

/** Counts a page for a browser that agreed to it, and keeps an opt-out signal as a row. Answers nothing. */
export async function POST(request: Request): Promise<Response> {
  const said = PageVisit.safeParse(await request.json().catch(() => null));
  const { analytics, preferences, signal, signalKept } = await readCookieState();
  if (signal && !signalKept) await saveChoice({ analytics: false, preferences }, "signal");
  if (analytics && said.success) countView(said.data.path, said.data);
  return new Response(null, { status: 204 });
}
