import type { StreamedEvent } from "@/lib/api/call";
import { withLocalLinks } from "@/lib/api/local-links";
import { sendEvents } from "@/lib/api/send-events";
import { findSignedIn } from "@/lib/api/session";
import { streamGeneration } from "@/lib/api/stream-generation";
import { errorCodes, isAppError } from "@/lib/core/errors";
import type { Generation } from "@/lib/generations/schema";

interface Place {
  params: Promise<{ id: string }>;
}

/** What the API's own stream tells, for whoever is signed in, with addresses of this very host. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const signedIn = await findSignedIn();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  try {
    const stream = await streamGeneration(signedIn.ctx, (await params).id, request);
    if (!stream) return new Response(null, { status: 204 });
    return sendEvents({ events: localize(stream.events), close: stream.close });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Response(`${error.message}\n`, { status: errorCodes[error.code][0] });
  }
}

type Events = AsyncIterable<StreamedEvent>;

async function* localize(events: Events): AsyncGenerator<StreamedEvent> {
  for await (const event of events) yield { ...event, data: withLocalLinks(event.data as Generation) };
}
