import type { Prisma } from "@/lib/db";

/**
 * The body of every delivery of an event, as the Standard Webhooks specification asks for it: the same bytes in every
 * try, to every endpoint.
 */
export function writeBody(event: Prisma.EventModel): string {
  return JSON.stringify({
    id: event.id,
    type: event.type,
    timestamp: event.createdAt.toISOString(),
    data: event.data,
  });
}
