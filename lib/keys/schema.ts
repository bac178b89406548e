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

export const CreateKey = z.strictObject({
  name: KeyName,
  test: z
    .boolean()
    .default(false)
    .meta({ description: "Free, on the embedded engines, at reduced resolution" }),
  scopes: z
    .array(KeyScope)
    .min(1, "Give the key at least one scope.")
    .max(scopes.length)
    .default(["generate", "read"])
    .meta({ description: "What the key may do" }),
  allowed_addresses: z
    .array(AllowedAddress)
    .max(20, "A key may name up to 20 addresses and networks.")
    .default([])
    .meta({ description: "Addresses and networks (CIDR) that may use the key; anywhere where empty" }),
  expires_at: z.iso
    .datetime({ offset: true })
    .nullable()
    .optional()
    .meta({ description: "When it stops working: 365 days from now where absent, never where null" }),
});
export type CreateKey = z.infer<typeof CreateKey>;

/** A request for a key as a caller sends it: every default may be left out. */
export type KeyRequest = z.input<typeof CreateKey>;

export const RenameKey = z.strictObject({ name: KeyName });
export type RenameKey = z.infer<typeof RenameKey>;

export const ApiKey = z
  .object({
    id: z.string().meta({ example: "key_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("api_key"),
    name: z.string().meta({ example: "Web shop" }),
    masked: z
      .string()
      .meta({ description: "Enough to recognise it, too little to use it", example: "pp_live_3kTM…x9Qa" }),
    test: z.boolean(),
    scopes: z.array(KeyScope),
    allowed_addresses: z
      .array(z.string())
      .meta({ description: "Where it may be used from; anywhere where empty" }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable().meta({ description: "Fresh to within a minute" }),
    revoked_at: z.iso.datetime().nullable(),
    exposed_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When it was first sent where others can read it: revoke it then" }),
    exposed_by: z
      .enum(["address", "plain_http"])
      .nullable()
      .meta({ description: "In an address, or over a connection without encryption" }),
  })
  .meta({ id: "ApiKey", description: "An API key, without the key itself" });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedKey = z.object({
  key: ApiKey,
  secret: z.string().meta({ description: "The key itself: shown this once and never kept" }),
});
export type CreatedKey = z.infer<typeof CreatedKey>;

export const KeyList = z.object({
  object: z.literal("list"),
  data: z.array(ApiKey),
  has_more: z.literal(false),
});
export type KeyList = z.infer<typeof KeyList>;
