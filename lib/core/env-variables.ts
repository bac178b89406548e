import { z } from "zod";
import { roles } from "./actor";
import { DeclaredProviders, findUngroundedProviders } from "./declared-provider";
import { findGroundless } from "./find-groundless";
import { jsonSetting } from "./json-setting";
import { isThisMachine } from "./network-address";
import { TransferGrounds } from "./transfer-ground";

function isSafeForKeys(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || isThisMachine(hostname);
}

const flag = (fallback: "on" | "off") => z.enum(["on", "off"], "expected on or off").default(fallback);
const wholeIfGiven = (min: number, max: number) => {
  const expected = `expected a whole number from ${min} to ${max}`;
  return z.coerce.number(expected).int(expected).min(min, expected).max(max, expected);
};
const whole = (fallback: number, min: number, max: number) => wholeIfGiven(min, max).default(fallback);
const secret = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, "expected 64 hexadecimal digits; make one with: openssl rand -hex 32")
  .optional();
const listOf = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(item));
const networks = listOf(
  z.union(
    [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
    "expected networks such as 10.1.0.0/16, separated by commas",
  ),
);
const mailboxes = listOf(
  z.email("expected mail addresses such as oncall@printpal.example, separated by commas"),
);

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "expected two capital letters of ISO 3166-1, such as DE")
  .optional();

/** Of whom a second factor can be demanded: roles in organizations, and the installation's own people. */
const factorHolders = ["staff", ...roles] as const;
export type FactorHolder = (typeof factorHolders)[number];
const holders = z
  .string()
  .transform((text) => (text.trim() === "nobody" ? [] : text.split(",").map((part) => part.trim())))
  .pipe(z.array(z.enum(factorHolders, `expected nobody, or some of ${factorHolders.join(", ")}, by commas`)))
  .optional();

const FINDER_KEYS =
  'expected {"public_keys": [{"key_identifier": …, "key": "-----BEGIN PUBLIC KEY-----…"}]} as JSON';
const finderKeys = z
  .string()
  .transform((text, ctx) => {
    const shape = z.object({
      public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })),
    });
    try {
      return shape.parse(JSON.parse(text)).public_keys;
    } catch {
      ctx.addIssue(FINDER_KEYS);
      return z.NEVER;
    }
  })
  .optional();

const Each = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: whole(3000, 1, 65535),
  HOST: z.string().min(1).default("127.0.0.1"),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  TLS_PORT: whole(3443, 1, 65535),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "expected an address such as https://printpal.example" })
    .optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  BACKUP_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected postgresql://user:password@host:port/name")
    .optional(),
  DATABASE_POOL: whole(10, 1, 200),
  DATABASE_ENCRYPTED_BY: z
    .string()
    .min(3, "expected a few words, such as LUKS, or AWS RDS with KMS")
    .optional(),
  MASTER_KEY: secret,
  AUTH_SECRET: secret,
  DEMO: flag("on"),
  SECOND_FACTOR_FOR: holders,
  WORKER_CONCURRENCY: whole(2, 1, 64),
  ENGINE_THREADS: wholeIfGiven(1, 64).optional(),
  ENGINE_MEMORY_MB: wholeIfGiven(64, 1_000_000).optional(),
  ENGINE_TIMEOUT_SECONDS: whole(600, 5, 3600),
  GENERATIONS_AT_ONCE: whole(10, 1, 10_000),
  STORAGE_QUOTA_GB: whole(50, 1, 100_000),
  UPLOAD_LIFETIME_HOURS: whole(24, 1, 720),
  TRUST_PROXY: flag("off"),
  SECRET_SCANNING_KEYS: finderKeys,
  OUTBOUND_ALLOWED_NETWORKS: networks,
  PROCESSING_COUNTRY: country,
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "expected the name of a bucket, such as printpal-objects")
    .optional(),
  S3_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      error: "expected an address such as https://s3.eu-central-1.amazonaws.com",
    })
    .refine(isSafeForKeys, "expected https, or http on this machine alone: a key travels with each call")
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, "expected a region's name, such as eu-central-1; auto where the store has none")
    .optional(),
  S3_ACCESS_KEY_ID: z.string().regex(/^\S+$/, "expected the id of an access key, without spaces").optional(),
  S3_SECRET_ACCESS_KEY: z
    .string()
    .regex(/^\S+$/, "expected the secret of an access key, without spaces")
    .optional(),
  S3_PATH_STYLE: flag("off"),
  S3_COUNTRY: country,
  ENGINE_PROVIDERS: jsonSetting(DeclaredProviders).optional(),
  TRANSFER_GROUNDS: jsonSetting(TransferGrounds).optional(),
  UPLOADTHING_TOKEN: z.string().min(20, "expected the token from UploadThing's dashboard").optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(live|test)_\w{8,}$/, "expected a secret or restricted key of Stripe, such as sk_live_…")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[\w+/=]{8,}$/, "expected the signing secret of Stripe's webhook endpoint, whsec_…")
    .optional(),
  STRIPE_API_URL: z
    .url({ protocol: /^https?$/, error: "expected an address such as https://api.stripe.com" })
    .refine(isSafeForKeys, "expected https, or http on this machine alone: a key travels with each call")
    .default("https://api.stripe.com"),
  STRIPE_TAX: flag("off"),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "expected an address such as smtp://user:password@mail.example:587",
    })
    .optional(),
  EMAIL_FROM: z.string().min(3).optional(),
  ONCALL_EMAILS: mailboxes,
  CONTACT_EMAIL: z.email("expected a mail address such as privacy@printpal.example").optional(),
  DESIGN_PAGE: z.enum(["on", "off"], "expected on or off").optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});

const ofBucket = [
  "S3_BUCKET",
  "S3_ENDPOINT",
  "S3_REGION",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

/** Every variable that this software reads, what it may be and what it is where nothing is said. */
export const Variables = Each.refine(({ TLS_CERT_FILE, TLS_KEY_FILE }) => !TLS_CERT_FILE === !TLS_KEY_FILE, {
  path: ["TLS_KEY_FILE"],
  error: "expected together with TLS_CERT_FILE, or neither",
})
  .superRefine((given, ctx) => {
    const missing = ofBucket.filter((name) => !given[name]);
    if (missing.length === ofBucket.length) return;
    const there = ofBucket.find((name) => given[name]);
    for (const name of missing)
      ctx.addIssue({
        code: "custom",
        path: [name],
        message: `expected together with ${there}: objects go to a bucket with all five, or to DATA_DIR with none`,
      });
  })
  .superRefine((said, ctx) => {
    // What is wrong by itself is said first.
    if (ctx.issues.length > 0) return;
    for (const { at, message } of findUngroundedProviders(
      said.ENGINE_PROVIDERS ?? [],
      said.PROCESSING_COUNTRY,
    ))
      ctx.addIssue({ code: "custom", path: ["ENGINE_PROVIDERS", at, "transfer_mechanism"], message });
    for (const message of findGroundless(said))
      ctx.addIssue({ code: "custom", path: ["TRANSFER_GROUNDS"], message });
  });
