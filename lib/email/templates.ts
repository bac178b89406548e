import { z } from "zod";
import { env } from "@/lib/core/env";

/** One line, whatever a key is called. */
const Name = z.string().transform((name) => name.replace(/\s+/g, " "));
const Key = { name: Name, masked: z.string() };

/** What a mail can be about, and what it says of that. Never a secret. */
export const EmailFacts = z.discriminatedUnion("about", [
  z.object({
    about: z.literal("key_leaked"),
    ...Key,
    /** False where only a secret that a rotation had replaced was found. */
    revoked: z.boolean(),
    source: z.string().nullable(),
    url: z.string().nullable(),
  }),
  z.object({ about: z.literal("key_exposed"), ...Key, by: z.enum(["address", "plain_http"]) }),
]);
export type EmailFacts = z.infer<typeof EmailFacts>;

/** Subject and plain text of a mail. */
export function renderEmail(facts: EmailFacts): { subject: string; text: string } {
  const paragraphs = facts.about === "key_leaked" ? leaked(facts) : exposed(facts);
  const [subject, ...body] = paragraphs;
  const keysUrl = `${env().publicUrl}/keys`;
  return { subject, text: [...body, `Your keys: ${keysUrl}`].join("\n\n") + "\n" };
}

type Facts<About extends EmailFacts["about"]> = Extract<EmailFacts, { about: About }>;

function leaked({ name, masked, revoked, source, url }: Facts<"key_leaked">): string[] {
  const where = url ?? source;
  const found = `The key "${name}" (${masked}) was reported to us as readable by others${where ? `: ${where}` : "."}`;
  return revoked
    ? [
        `Your API key "${name}" was found in public and has been revoked`,
        found,
        "It has stopped working. Make a new key, put it where this one was used, and take the old one out of the place where it was found, its history included. Look at the request log for calls that were not yours.",
      ]
    : [
        `A former secret of your API key "${name}" was found in public`,
        `${found} It is the secret that your last rotation replaced; it has stopped working, and the key's present secret goes on.`,
        "Take it out of the place where it was found, its history included, and see that everything uses the present secret.",
      ];
}

const ways = {
  address: "in the address of a request, which logs and histories keep",
  plain_http: "over a connection without encryption, where others can read it",
};

function exposed({ name, masked, by }: Facts<"key_exposed">): string[] {
  return [
    `Your API key "${name}" was sent where others can read it`,
    `The key "${name}" (${masked}) came ${ways[by]}. The request was refused; the key still works.`,
    "Rotate or revoke it, and send keys in the header Authorization: Bearer over HTTPS alone.",
  ];
}
