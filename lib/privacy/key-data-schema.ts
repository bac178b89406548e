import { z } from "zod";
import { StepUpCode } from "@/lib/accounts/schema";

/** Shapes of the erasure of what one key made: pure zod, safe in a browser. */

export const KeyId = z.string().regex(/^key_[0-9A-Za-z]{22}$/, "A key's id looks like key_….");

/** The second step, after {@link KeyDataCount} was looked at: whoever asks shows once more who they are. */
export const EraseKeyData = z.strictObject({
  key_id: KeyId,
  // Without one a passkey has shown who it is, within the last ten minutes.
  password: z.string().min(1, "Write your present password.").max(4096).optional(),
  code: StepUpCode,
});
export type EraseKeyData = z.infer<typeof EraseKeyData>;

/** What there is of a key now, for the page that asks whether it is really meant. */
export const KeyDataCount = z.object({
  key_id: z.string(),
  generations: z.int(),
  prints: z.int(),
  uploads: z.int(),
  requests: z.int(),
  /** Asked for, and not done yet. */
  pending: z.boolean(),
});
export type KeyDataCount = z.infer<typeof KeyDataCount>;

/** How long it waits, so that whatever was on its way when it was asked for has arrived by then. */
export const KEY_ERASURE_WAITS_MS = 60_000;
