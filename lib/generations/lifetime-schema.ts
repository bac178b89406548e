import { z } from "zod";
import { Callback, WebhookUrl } from "@/lib/webhooks/schema";

/** How long a generation is kept, and who is told of it: pure zod, safe in a browser. */

/** How far ahead a generation's end may lie. */
export const DELETE_AFTER_SECONDS = { least: 60, most: 366 * 86_400 };

/** What a caller may ask for. */
export const lifetimeWishes = {
  webhook_url: WebhookUrl.optional().meta({
    description: "Where the events of this one generation are sent to, signed with your signing secret",
    example: "https://example.com/hooks/order-17",
  }),
  store_input: z.boolean().default(true).meta({
    description: "false: pictures and words that it is made from are erased as soon as it has ended",
    example: true,
  }),
  delete_after: z
    .union([z.int(), z.iso.datetime({ offset: true })], {
      error: "Write seconds from now, such as 86400, or a moment, such as 2027-03-14T12:00:00Z.",
    })
    .optional()
    .meta({
      description:
        "When it is deleted by itself: seconds from now, or a moment, 60 seconds to 366 days ahead",
      example: 86400,
    }),
};

/** What a generation says of it. */
export const lifetimeFields = {
  webhook_url: z
    .string()
    .nullable()
    .meta({ description: "Where its events go, beside your endpoints", example: null }),
  callback: Callback.nullable().meta({
    description: "How its newest event fares on the way to webhook_url; null without one, and after 30 days",
    example: null,
  }),
  store_input: z.boolean().meta({
    description:
      "Whether what it is made from outlives it; where not, neither prompt nor input_url nor a map is shown",
    example: true,
  }),
  input_erased_at: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When what it was made from was erased", example: null }),
  deletes_at: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When it is deleted by itself; then its id answers 410", example: null }),
};
