import { createHash } from "node:crypto";
import path from "node:path";
import type { z } from "zod";
import { Variables, type FactorHolder } from "./env-variables";
import { isPublicSite } from "./network-address";
import type { DeclaredProvider } from "./declared-provider";
import type { TransferGrounds } from "./transfer-ground";

/**
 * The one reader of `process.env`. Parsed on first use and kept; a bad variable throws a {@link BadEnvironment}
 * that names the variable, what is wrong and what is expected, and never repeats the value of a secret.
 */
export function env(): Env {
  return (cached ??= parseEnv(process.env));
}

/** Where others reach the portal, a password alone is too little for who can do harm. */
const PUBLIC_DEMAND: readonly FactorHolder[] = ["staff", "owner", "admin", "billing"];

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
  /** Absolute path of the folder for backups: of the data folder's own unless told; absent: none are made. */
  backupDir: string | undefined;
  /** An outside PostgreSQL, or the embedded one's address as handed down by the launcher. */
  databaseUrl: string | undefined;
  databasePool: number;
  /** What encrypts the disk of the database, in the operator's words, where that cannot be seen from here. */
  databaseEncryptedBy: string | undefined;
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
  /** The bucket that objects lie in; absent: they lie in the data folder. */
  s3: S3Settings | undefined;
  /** Outside engines that may be asked for by name; none by default. */
  engineProviders: readonly DeclaredProvider[];
  /** Where outside parties of the operator's choice stand, and what a transfer there rests on. */
  transferGrounds: TransferGrounds;
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

export interface S3Settings {
  bucket: string;
  /** Without a trailing slash. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Whether the bucket stands in the address's path and not in its host. */
  pathStyle: boolean;
  /** Where it stands; absent: not known. */
  country: string | undefined;
}

export class BadEnvironment extends Error {
  override name = "BadEnvironment";
}

/** Pure: the same variables give the same answer. An empty string counts as absent. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
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
    backupDir:
      v.BACKUP_DIR === "off"
        ? undefined
        : path.resolve(/* turbopackIgnore: true */ v.BACKUP_DIR ?? path.join(v.DATA_DIR, "backups")),
    databaseUrl: v.DATABASE_URL,
    databasePool: v.DATABASE_POOL,
    databaseEncryptedBy: v.DATABASE_ENCRYPTED_BY,
    masterKey: v.MASTER_KEY,
    authSecret: v.AUTH_SECRET,
    demo: v.DEMO === "on",
    secondFactorFor: v.SECOND_FACTOR_FOR ?? (isPublicSite(publicUrl) ? PUBLIC_DEMAND : []),
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
    s3: toS3(v),
    engineProviders: v.ENGINE_PROVIDERS ?? [],
    transferGrounds: v.TRANSFER_GROUNDS ?? {},
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

/** All of it or nothing, as the variables' own rule has it. */
function toS3(v: z.infer<typeof Variables>): S3Settings | undefined {
  if (!v.S3_BUCKET || !v.S3_ENDPOINT || !v.S3_REGION || !v.S3_ACCESS_KEY_ID || !v.S3_SECRET_ACCESS_KEY)
    return undefined;
  return {
    bucket: v.S3_BUCKET,
    endpoint: v.S3_ENDPOINT.replace(/\/+$/, ""),
    region: v.S3_REGION,
    accessKeyId: v.S3_ACCESS_KEY_ID,
    secretAccessKey: v.S3_SECRET_ACCESS_KEY,
    pathStyle: v.S3_PATH_STYLE === "on",
    country: v.S3_COUNTRY,
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
