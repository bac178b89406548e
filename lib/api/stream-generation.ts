import { watchGeneration } from "@/lib/generations";
import type { Context } from "@/lib/db";
import type { EventStream, StreamedEvent } from "./call";

/**
 * A generation's states as server-sent events. The number of each is its `id`: whoever comes back with it in
 * `Last-Event-ID` gets what is new since, and 204 where that was the end, which tells a browser not to come again.
 */
export async function streamGeneration(
  ctx: Context,
  generationId: string,
  request: Request,
): Promise<EventStream | null> {
  const seen = Number(/^\d{1,9}$/.exec(request.headers.get("last-event-id") ?? "")?.[0] ?? -1);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST_MS)]);
  const states = watchGeneration(ctx, generationId, signal);
  // Read before the answer begins, so that a generation that is not there is a 404.
  const first = await states.next();
  if (first.done) return null;
  if (first.value.version <= seen && finished(first.value)) {
    await states.return();
    return null;
  }
  return { events: follow(), close: () => stop.abort() };

  async function* follow(): AsyncGenerator<StreamedEvent> {
    if (first.value && first.value.version > seen) yield toEvent(first.value);
    for await (const state of states) if (state.version > seen) yield toEvent(state);
  }
}

/** Then the client comes back by itself. Proxies cut longer ones anyway. */
const LONGEST_MS = 15 * 60 * 1000;

type State = Awaited<ReturnType<ReturnType<typeof watchGeneration>["next"]>>["value"] & object;

const finished = ({ generation: { status } }: State): boolean =>
  status !== "pending" && status !== "processing";

const toEvent = (state: State): StreamedEvent => ({
  id: String(state.version),
  event: finished(state) ? `generation.${state.generation.status}` : "generation.updated",
  data: state.generation,
});
