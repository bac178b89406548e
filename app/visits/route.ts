import { readCookieState, saveChoice } from "@/lib/api/cookie-state";
import { countView } from "@/lib/visitors";

/** Counts a page for a browser that agreed to it, and keeps an opt-out signal as a row. Answers nothing. */
export async function POST(request: Request): Promise<Response> {
  const path = (await request.text()).slice(0, 300);
  const { analytics, preferences, signal, signalKept } = await readCookieState();
  if (signal && !signalKept) await saveChoice({ analytics: false, preferences }, "signal");
  if (analytics) countView(path);
  return new Response(null, { status: 204 });
}
