import { isAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { EventStream, StreamedEvent } from "./call";

const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events as a response. A comment every 15 s keeps proxies from taking the silence for an end; when the
 * reader goes away the source is closed.
 */
export function sendEvents({ events, close }: EventStream): Response {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send("retry: 2000\n\n");
      heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
      void forward(events, send)
        .catch((error: unknown) => {
          // What was followed is gone.
          if (!isAppError(error)) log.warn("an event stream broke off", {}, error);
        })
        .finally(() => {
          clearInterval(heartbeat);
          close();
          controller.close();
        })
        // The reader went away first.
        .catch(() => undefined);
    },
    cancel() {
      clearInterval(heartbeat);
      close();
    },
  });
  return new Response(body, {
    status: 200,
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      // nginx would collect the events otherwise.
      "X-Accel-Buffering": "no",
    },
  });
}

async function forward(events: AsyncIterable<StreamedEvent>, send: (text: string) => void): Promise<void> {
  for await (const { id, event, data } of events)
    send(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
