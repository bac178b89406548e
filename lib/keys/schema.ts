import { z } from "zod";
import { scopes } from "@/lib/core/actor";

/** Shapes of the keys room: pure zod, safe in a browser. */

export const KeyScope = z
  .enum(scopes)
  .meta({ description: "One thing that a key may do", example: "generate" });
export type KeyScope = z.infer<typeof KeyScope>;

export const KeyName = z
  .string()
  .trim()
  .min(1, "Give the key a name.")
  .max(100, "A name may have up to 100 characters.")
  .meta({ description: "What the key is for", example: "Web shop" });

export const AllowedAddress = z
  .union(
    [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
    "Write an address or a network, such as 203.0.113.0/24.",
  )
  .meta({ description: "An address or a network", example: "203.0.113.0/24" });

export const AllowedOrigin = z
  .string()
  .max(200)
  .refine(isOrigin, "Write an origin as browsers do, such as https://shop.example, without a path.")
  .meta({ description: "Scheme, host and port of a web page", example: "https://shop.example" });

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

const KeyScopes = z
  .array(KeyScope)
  .min(1, "Give the key at least one scope.")
  .max(scopes.length)
  .meta({ description: "What the key may do" });
const AllowedAddresses = z
  .array(AllowedAddress)
  .max(20, "A key may name up to 20 addresses and networks.")
  .meta({ description: "Addresses and networks (CIDR) that may use the key; anywhere where empty" });
const AllowedOrigins = z
  .array(AllowedOrigin)
  .max(20, "A key may name up to 20 origins.")
  .meta({ description: "Web pages that may send a live key; none where empty. Test keys may come from any" });
const MonthlyCreditCap = z
  .int("A cap is a whole number of credits.")
  .min(1, "A cap is at least 1 credit.")
  .max(10_000_000)
  .nullable()
  .meta({ description: "Credits that its generations of one calendar month (UTC) may cost", example: 1000 });
export const KeyProjectId = z
  .string()
  .regex(/^prj_[0-9A-Za-z]{22}$/, "A project's id looks like prj_….")
  .nullable()
  .meta({ description: "The project whose rules hold as well for what it sends; null for none" });
const ExpiresAt = z.iso.datetime({
  offset: true,
  error: "Name a time such as 2027-01-31T00:00:00Z; a key lives two years at the most.",
});

/**
 * What whoever makes a live key confirms about the people whose data they will send. Raise the version with any change of
 * meaning; it is then confirmed anew.
 */
export const attestation = {
  version: 1,
  text: "If we send data of our own users or customers with this organization's keys, we have told them that their content may be processed by third-party AI services, we have their consent where the law asks for it, and we answer their requests about their data.",
} as const;

export const CreateKey = z
  .strictObject({
    name: KeyName,
    test: z
      .boolean()
      .default(false)
      .meta({ description: "Free, on the embedded engines, at reduced resolution" }),
    scopes: KeyScopes.default(["generate", "read"]),
    allowed_addresses: AllowedAddresses.default([]),
    allowed_origins: AllowedOrigins.default([]),
    monthly_credit_cap: MonthlyCreditCap.default(null),
    project_id: KeyProjectId.optional().meta({
      description:
        "The project whose rules hold as well for what it sends; of the key that asks where absent",
      example: null,
    }),
    end_user_attestation: z.int().min(1).optional().meta({
      description:
        "Version of the confirmation about your own end users that you give; needed once for an organization's live keys, else 409 with its text",
      example: 1,
    }),
    expires_at: ExpiresAt.optional().meta({
      description: "When it stops working, up to two years from now: after 365 days where absent",
    }),
  })
  .meta({ example: { name: "Web shop", scopes: ["generate", "read"], monthly_credit_cap: 1000 } });
export type CreateKey = z.infer<typeof CreateKey>;

/** A request for a key as a caller sends it: every default may be left out. */
export type KeyRequest = z.input<typeof CreateKey>;

export const UpdateKey = z
  .strictObject({
    name: KeyName,
    scopes: KeyScopes,
    allowed_addresses: AllowedAddresses,
    allowed_origins: AllowedOrigins,
    monthly_credit_cap: MonthlyCreditCap,
    project_id: KeyProjectId,
    expires_at: ExpiresAt.meta({ description: "When it stops working, up to two years from now" }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Send at least one field to change.")
  .meta({ example: { name: "Web shop", monthly_credit_cap: 2000 } });
export type UpdateKey = z.infer<typeof UpdateKey>;

export const RotateKey = z.strictObject({
  overlap_hours: z.int().min(0).max(168, "The old secret may go on for up to 168 hours.").default(24).meta({
    description: "How long the old secret works beside the new one; 0 ends all former ones at once",
    example: 24,
  }),
});
export type RotateKey = z.infer<typeof RotateKey>;
export type RotateRequest = z.input<typeof RotateKey>;

const Time = z.iso.datetime();

const KeyUse = z.object({
  network: z.string().nullable().meta({
    description: "Who provides the connection, by DB-IP and Route Views; null for private addresses",
    example: "Deutsche Telekom AG",
  }),
  country: z.string().nullable().meta({ description: "Two letters of ISO 3166-1", example: "DE" }),
  address: z.string().meta({ description: "The last address there", example: "80.156.1.1" }),
  first_used_at: Time,
  last_used_at: Time,
});

export const ApiKey = z
  .object({
    id: z.string().meta({ example: "key_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("api_key"),
    name: z.string().meta({ example: "Web shop" }),
    masked: z
      .string()
      .meta({ description: "Enough to recognise it, too little to use it", example: "pp_live_3kTM…x9Qa" }),
    test: z.boolean().meta({ example: false }),
    scopes: z.array(KeyScope),
    allowed_addresses: z
      .array(z.string())
      .meta({ description: "Where it may be used from; anywhere where empty" }),
    allowed_origins: z
      .array(z.string())
      .meta({ description: "Web pages that may send it while it is live; none where empty" }),
    monthly_credit_cap: z
      .int()
      .nullable()
      .meta({ description: "Credits that its generations of one calendar month may cost" }),
    project_id: z.string().nullable().meta({ description: "The project that it belongs to", example: null }),
    created_at: Time,
    expires_at: Time.nullable(),
    last_used_at: Time.nullable().meta({ description: "Fresh to within a minute" }),
    used_from: z.array(KeyUse).meta({
      description:
        "The networks that programs used it from within a year, the last first and ten at the most",
    }),
    rotated_at: Time.nullable().meta({ description: "When the secret was last replaced", example: null }),
    previous_secret_expires_at: Time.nullable().meta({
      description: "Until when a former secret works as well; null where none does",
      example: null,
    }),
    revoked_at: Time.nullable().meta({ example: null }),
    exposed_at: Time.nullable().meta({
      description: "When it was first seen where others can read it: rotate or revoke it then",
      example: null,
    }),
    exposed_by: z.enum(["address", "plain_http", "leak"]).nullable().meta({
      description: "In an address, over a connection without encryption, or reported as leaked",
      example: null,
    }),
  })
  .meta({ id: "ApiKey", description: "An API key, without the key itself" });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedKey = z.object({
  key: ApiKey,
  secret: z
    .string()
    .meta({ description: "The key itself: shown this once and never kept", example: "pp_live_…" }),
});
export type CreatedKey = z.infer<typeof CreatedKey>;

export const KeyList = z.object({
  object: z.literal("list"),
  data: z.array(ApiKey),
  has_more: z.literal(false),
});
export type KeyList = z.infer<typeof KeyList>;

const Secret = z.string().max(500).meta({ description: "The key as it was found", example: "pp_live_…" });

/** One find in the form of GitHub's secret scanning; further fields are ignored. */
export const FoundKey = z.object({
  token: Secret,
  type: z.string().max(200).optional(),
  url: z.string().max(2000).nullish().meta({ description: "Where it was found" }),
  source: z.string().max(200).optional().meta({ description: "Such as content or commit" }),
});

export const LeakReport = z.union([z.strictObject({ key: Secret }), z.array(FoundKey).max(1000)]);
export type LeakReport = z.infer<typeof LeakReport>;

export const LeakReceipt = z
  .object({
    object: z.literal("leak_report"),
    received: z
      .int()
      .meta({ description: "How many finds were looked at, whether or not they are keys of ours" }),
  })
  .meta({ id: "LeakReceipt", description: "Thanks for reporting leaked keys" });
export type LeakReceipt = z.infer<typeof LeakReceipt>;
