import { z } from "zod";
import { isThisMachine } from "./network-address";
import { groundShape, lacksMechanism } from "./transfer-ground";

/** The two ways of speaking that are known, and whether a server that speaks so has anything to delete afterwards. */
export const providerProtocols = { "3daigc": { deletes: true }, "trellis-nim": { deletes: false } } as const;
export type ProviderProtocolName = keyof typeof providerProtocols;

/** Names that stand for something else where rules on processing name somebody. */
const taken = ["own", "stripe", "uploadthing", "mail"];

const Provider = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "expected up to 40 small letters, digits, - and _")
      .refine(
        (name) => !taken.includes(name),
        "expected a name of its own: this one stands for somebody else",
      ),
    protocol: z.enum(["3daigc", "trellis-nim"]),
    url: z
      .url({ protocol: /^https?$/, error: "expected an address such as https://engine.example" })
      .refine(
        (url) => new URL(url).protocol === "https:" || isThisMachine(new URL(url).hostname),
        "expected https, or http on this machine alone: pictures travel there",
      ),
    token: z.string().min(1).optional(),
    ...groundShape,
    dpa_signed_on: z.iso.date("expected the day as 2026-11-28").optional(),
    trains: z.boolean(),
    retention: z.string().trim().min(3, "expected in words how long it keeps what it gets").max(500),
    keeps_nothing: z.boolean().default(false),
    policy_url: z.url({ protocol: /^https$/, error: "expected an address with https://" }),
    /** Which of its models; its own choice where absent. */
    model: z.string().min(1).max(100).optional(),
    /** How long one try may take. */
    timeout_seconds: z.int().min(1).max(3600).default(300),
  })
  .superRefine(({ name, protocol, keeps_nothing: keepsNothing, dpa_signed_on: signed }, ctx) => {
    if (!signed)
      ctx.addIssue({
        code: "custom",
        path: ["dpa_signed_on"],
        message: `expected the day on which a data processing agreement with ${name} was signed, such as 2026-11-28: without one nothing may be sent there`,
      });
    if (keepsNothing === providerProtocols[protocol].deletes)
      ctx.addIssue({
        code: "custom",
        path: ["keeps_nothing"],
        message: keepsNothing
          ? `expected false: a server that speaks ${protocol} keeps what it gets until it is told to delete it`
          : `expected true: ${protocol} has no call to delete, so only a server that keeps nothing can be used`,
      });
  });

/** An outside engine as the operator declares it. */
export type DeclaredProvider = z.infer<typeof Provider>;

export const DeclaredProviders = z
  .array(Provider)
  .max(20)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "expected each name once");

/** Those that stand abroad, as far as is known, without a ground on which data may go there. */
export const findUngroundedProviders = (
  providers: readonly DeclaredProvider[],
  ownCountry: string | undefined,
): { at: number; message: string }[] =>
  providers.flatMap((provider, at) =>
    lacksMechanism(provider, ownCountry)
      ? [
          {
            at,
            message: `expected a transfer_mechanism for ${provider.name}: ${provider.country} is not known to lie in your own region (PROCESSING_COUNTRY), so say what a transfer there rests on, such as standard contractual clauses, module 3`,
          },
        ]
      : [],
  );
