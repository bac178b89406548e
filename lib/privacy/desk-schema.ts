import { z } from "zod";

/** Shapes of what the privacy staff decides on: pure zod, safe in a browser. */

const Reason = z.string().trim().min(10, "Say why, in a sentence.").max(1000);

export const PlaceHold = z.strictObject({
  user_id: z.string().max(64).optional(),
  organization_id: z.string().max(64).optional(),
  reason: Reason,
  authority: z.string().trim().min(3, "Say who demands it, with a file number.").max(200),
});
export type PlaceHold = z.infer<typeof PlaceHold>;

export const LegalHold = z.object({
  id: z.string(),
  user_id: z.string().nullable(),
  organization_id: z.string().nullable(),
  reason: z.string(),
  authority: z.string(),
  created_at: z.iso.datetime(),
  released_at: z.iso.datetime().nullable(),
});
export type LegalHold = z.infer<typeof LegalHold>;
