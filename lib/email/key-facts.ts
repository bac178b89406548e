import { z } from "zod";

const Key = {
  // One line, whatever a key is called.
  name: z.string().transform((name) => name.replace(/\s+/g, " ")),
  masked: z.string(),
};

/** What mails about an API key can be about. Never its secret. */
export const keyFacts = [
  z.object({
    about: z.literal("key_leaked"),
    ...Key,
    /** False where only a secret that a rotation had replaced was found. */
    revoked: z.boolean(),
    source: z.string().nullable(),
    url: z.string().nullable(),
  }),
  z.object({
    about: z.literal("key_created"),
    masked: Key.masked,
    scopes: z.array(z.string()),
    /** Made by another key, and not in the portal. */
    byKey: z.boolean(),
  }),
  z.object({ about: z.literal("key_exposed"), ...Key, by: z.enum(["address", "plain_http"]) }),
  z.object({
    about: z.literal("key_new_network"),
    ...Key,
    network: z.string(),
    /** Two letters of ISO 3166-1. */
    country: z.string().nullable(),
    address: z.string(),
    at: z.iso.datetime(),
  }),
] as const;

export type KeyFacts = z.infer<(typeof keyFacts)[number]>;
type Facts<About extends KeyFacts["about"]> = Extract<KeyFacts, { about: About }>;

const abouts: ReadonlySet<string> = new Set(keyFacts.map((fact) => fact.shape.about.value));

export const isKeyFacts = (facts: { about: string }): facts is KeyFacts => abouts.has(facts.about);

/** Subject and paragraphs. */
export function writeKeyFacts(facts: KeyFacts): string[] {
  if (facts.about === "key_leaked") return leaked(facts);
  if (facts.about === "key_created") return created(facts);
  return facts.about === "key_exposed" ? exposed(facts) : usedElsewhere(facts);
}

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

function created({ masked, scopes, byKey }: Facts<"key_created">): string[] {
  return [
    "An API key was made",
    `The key ${masked} was made ${byKey ? "by another key of yours" : "in the portal"}. It may: ${scopes.join(", ")}.`,
    "If one of you made it, there is nothing to do. If not, revoke it at once, and change the password of whoever could have.",
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

function usedElsewhere({ name, masked, network, country, address, at }: Facts<"key_new_network">): string[] {
  const place = country ? ` in ${new Intl.DisplayNames("en", { type: "region" }).of(country)}` : "";
  return [
    `Your API key "${name}" was used from a network that is new to it`,
    `The key "${name}" (${masked}) was used from ${address}, which belongs to ${network}${place}, at ${at.slice(0, 16).replace("T", " ")} UTC. It had not been used from there before.`,
    "If that was you, there is nothing to do. If it was not, revoke the key or replace its secret at once, and look at the request log. A key can be bound to the addresses that it is used from.",
  ];
}
