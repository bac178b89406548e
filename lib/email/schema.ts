import { z } from "zod";

/** Shapes of what an address wants to be mailed: pure zod, safe in a browser. */

/** Kinds of mail that nobody needs to carry out a contract or a duty. All others are sent whatever was said. */
export const mailTopics = ["generations", "credit_alerts", "support_answers", "invitations", "news"] as const;
export type MailTopic = (typeof mailTopics)[number];

/** `all`: every mail that is not necessary, also kinds that are added later. */
export const Suppressible = z.enum([...mailTopics, "all"]);
export type Suppressible = z.infer<typeof Suppressible>;

export const SetMailPreference = z.strictObject({ topic: Suppressible, wanted: z.boolean() });
export type SetMailPreference = z.infer<typeof SetMailPreference>;

/** What an address gets: for each kind whether it is wanted, and whether mails to it came back. */
export interface MailPreferences {
  all: boolean;
  topics: Record<MailTopic, boolean>;
  bounced: boolean;
}
