import { createHash } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { roles } from "./actor";
import { isThisMachine } from "./network-address";

/**
 * The one reader of `process.env`. Parsed on first use and kept; a bad variable throws a {@link BadEnvironment}
 * that names the variable, what is wrong and what is expected, and never repeats the value of a secret.
 */
export function env(): Env {
  return (cached ??= parseEnv(process.env));
}

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

/** Of whom a second factor can be demanded: roles in organizations, and the installation's own people. */
const factorHolders = ["staff", ...roles] as const;
const PUBLIC_DEMAND: readonly FactorHolder[] = ["staff", "owner", "admin", "billing"];
type FactorHolder = (typeof factorHolders)[number];
const holders = z
  .string()
  .transform((text) => (text.trim() === "nobody" ? [] : text.split(",").map((part) => part.trim())))
  .pipe(z.array(z.enum(factorHolders, `expected nobody, or some of ${factorHolders.join(", ")}, by commas`)))
  .optional();

/** Whether others can reach the portal under its address: then a password alone is too little for who can do harm. */
function isPublic(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && !isThisMachine(hostname);
}

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

const Variables = z.object({
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
  PROCESSING_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "expected two capital letters of ISO 3166-1, such as DE")
    .optional(),
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

const Paired = Variables.refine(({ TLS_CERT_FILE, TLS_KEY_FILE }) => !TLS_CERT_FILE === !TLS_KEY_FILE, {
  path: ["TLS_KEY_FILE"],
  error: "expected together with TLS_CERT_FILE, or neither",
});

export interface Env {
  nodeEnv: "development" | "production" | "test";
  port: number;
  host: string;
  /** Where the site speaks TLS 1.3 itself, on every address of the machine; absent: something before it does. */
  tls: { certFile: string; keyFile: string; port: number } | undefined;
  /** Address of the portal as its users type it, without a trailing slash. */
  publicUrl: string;
  /** Absolute path of the folder that holds everything an installation keeps on disk. */
  dataDir: string;
  /** Absolute path of the folder for backups; absent: none are made. */
  backupDir: string | undefined;
  /** An outside PostgreSQL, or the embedded one's address as handed down by the launcher. */
  databaseUrl: string | undefined;
  databasePool: number;
  masterKey: string | undefined;
  authSecret: string | undefined;
  demo: boolean;
  /** Who may do nothing before they have a second factor. */
  secondFactorFor: readonly FactorHolder[];
  workerConcurrency: number;
  /** Absent: as many as the machine bears. */
  engineThreads: number | undefined;
  /** What one model may take; absent: a share of the machine's. */
  engineMemoryMb: number | undefined;
  engineTimeoutMs: number;
  /** Of one organization; the others wait for their turn. */
  generationsAtOnce: number;
  /** What one organization may keep, in bytes. */
  storageQuotaBytes: number;
  /** How long an upload is kept that nothing uses. */
  uploadLifetimeMs: number;
  /** Take the client's address from X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy: boolean;
  /** Whose signature a list of leaked keys must bear; anybody's list is taken where empty. */
  secretScanningKeys: readonly { key_identifier: string; key: string }[];
  /** Private networks that webhooks and picture addresses may lead into all the same. */
  outboundAllowedNetworks: readonly string[];
  /** Where this installation's machines stand; absent: not known. */
  processingCountry: string | undefined;
  /** Pages send pictures through this account of UploadThing; straight to the portal where it is absent. */
  uploadthingToken: string | undefined;
  /** Stripe's key; nothing can be bought where it is absent. */
  stripeSecretKey: string | undefined;
  /** What Stripe signs its events with; they are fetched by the hour where it is absent. */
  stripeWebhookSecret: string | undefined;
  /** Where Stripe's API answers: Stripe's own hosts unless told, without a trailing slash. */
  stripeApiUrl: string;
  stripeTax: boolean;
  smtpUrl: string | undefined;
  emailFrom: string;
  /** Who is told when something is wrong; the operators of the staff where it is empty. */
  oncallEmails: readonly string[];
  /** Where people reach the operator about the policies and their data. */
  contactEmail: string;
  /** Whether /docs/design is shown: the design's own page, for those who work on it. */
  designPage: boolean;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
}

export class BadEnvironment extends Error {
  override name = "BadEnvironment";
}

/** Pure: the same variables give the same answer. An empty string counts as absent. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Paired.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new BadEnvironment(
      `Some settings cannot be used. Correct them in the environment or in .env and start again:\n${lines.join("\n")}`,
    );
  }
  const v = parsed.data;
  const publicUrl = (v.PUBLIC_URL ?? `http://localhost:${v.PORT}`).replace(/\/+$/, "");
  return {
    nodeEnv: v.NODE_ENV,
    port: v.PORT,
    host: v.HOST,
    tls:
      v.TLS_CERT_FILE && v.TLS_KEY_FILE
        ? { certFile: v.TLS_CERT_FILE, keyFile: v.TLS_KEY_FILE, port: v.TLS_PORT }
        : undefined,
    publicUrl,
    dataDir: path.resolve(/* turbopackIgnore: true */ v.DATA_DIR),
    backupDir: v.BACKUP_DIR && path.resolve(/* turbopackIgnore: true */ v.BACKUP_DIR),
    databaseUrl: v.DATABASE_URL,
    databasePool: v.DATABASE_POOL,
    masterKey: v.MASTER_KEY,
    authSecret: v.AUTH_SECRET,
    demo: v.DEMO === "on",
    secondFactorFor: v.SECOND_FACTOR_FOR ?? (isPublic(publicUrl) ? PUBLIC_DEMAND : []),
    workerConcurrency: v.WORKER_CONCURRENCY,
    engineThreads: v.ENGINE_THREADS,
    engineMemoryMb: v.ENGINE_MEMORY_MB,
    engineTimeoutMs: v.ENGINE_TIMEOUT_SECONDS * 1000,
    generationsAtOnce: v.GENERATIONS_AT_ONCE,
    storageQuotaBytes: v.STORAGE_QUOTA_GB * 1024 ** 3,
    uploadLifetimeMs: v.UPLOAD_LIFETIME_HOURS * 3_600_000,
    trustProxy: v.TRUST_PROXY === "on",
    secretScanningKeys: v.SECRET_SCANNING_KEYS ?? [],
    outboundAllowedNetworks: v.OUTBOUND_ALLOWED_NETWORKS,
    processingCountry: v.PROCESSING_COUNTRY,
    uploadthingToken: v.UPLOADTHING_TOKEN,
    stripeSecretKey: v.STRIPE_SECRET_KEY,
    stripeWebhookSecret: v.STRIPE_WEBHOOK_SECRET,
    stripeApiUrl: v.STRIPE_API_URL.replace(/\/+$/, ""),
    stripeTax: v.STRIPE_TAX === "on",
    smtpUrl: v.SMTP_URL,
    emailFrom: v.EMAIL_FROM ?? `PrintPal <no-reply@${new URL(v.PUBLIC_URL ?? "http://localhost").hostname}>`,
    oncallEmails: v.ONCALL_EMAILS,
    contactEmail: v.CONTACT_EMAIL ?? `privacy@${new URL(v.PUBLIC_URL ?? "http://localhost").hostname}`,
    designPage: (v.DESIGN_PAGE ?? (v.NODE_ENV === "development" ? "on" : "off")) === "on",
    logLevel: v.LOG_LEVEL,
  };
}

let cached: Env | undefined;

/** For tests and for the launcher, which learns the database address after it has read the rest. */
export function overrideEnv(part: Partial<Env>): void {
  cached = { ...env(), ...part };
}

/** The 32-byte master key; the launcher puts the installation's own into MASTER_KEY. */
export function masterKey(): Buffer {
  return Buffer.from(required("MASTER_KEY", env().masterKey), "hex");
}

/** What a child process inherits: this process's variables with some replaced. */
export function environmentForChild(part: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...part };
}

/** A 32-byte key for one purpose, derived from AUTH_SECRET so that no two purposes share a key. */
export function signingKey(purpose: "session" | "download-link" | "share-link" | "cursor"): Buffer {
  const secret = required("AUTH_SECRET", env().authSecret);
  const known = signingKeys.get(purpose);
  if (known?.secret === secret) return known.key;
  const root = Buffer.from(secret, "hex");
  const key = createHash("sha256").update(root).update(`printpal:${purpose}`).digest();
  signingKeys.set(purpose, { secret, key });
  return key;
}

const signingKeys = new Map<string, { secret: string; key: Buffer }>();

function required(name: string, value: string | undefined): string {
  if (value) return value;
  throw new BadEnvironment(
    `${name} is not set. Start through \`npm start\`, which makes one, or set it to 64 hexadecimal digits.`,
  );
}
