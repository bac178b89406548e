import path from "node:path";
import { describe, expect, it } from "vitest";
import { BadEnvironment, parseEnv } from "@/lib/core/env";

const HEX = "ab".repeat(32);

/** The lines under the heading of the message that refuses these variables. */
function refusal(source: Record<string, string>): string[] {
  try {
    parseEnv(source);
  } catch (error) {
    if (!(error instanceof BadEnvironment)) throw error;
    return error.message.split("\n").slice(1);
  }
  return [];
}

describe("parseEnv", () => {
  it("gives every setting its default", () => {
    expect(parseEnv({})).toEqual({
      nodeEnv: "production",
      port: 3000,
      host: "127.0.0.1",
      tls: undefined,
      publicUrl: "http://localhost:3000",
      dataDir: path.resolve(".data"),
      backupDir: path.resolve(".data/backups"),
      databaseUrl: undefined,
      databasePool: 10,
      masterKey: undefined,
      authSecret: undefined,
      demo: true,
      secondFactorFor: [],
      workerConcurrency: 2,
      engineThreads: undefined,
      engineMemoryMb: undefined,
      engineTimeoutMs: 600_000,
      storageQuotaBytes: 50 * 1024 ** 3,
      generationsAtOnce: 10,
      trustProxy: false,
      secretScanningKeys: [],
      outboundAllowedNetworks: [],
      uploadLifetimeMs: 24 * 3_600_000,
      processingCountry: undefined,
      s3: undefined,
      engineProviders: [],
      transferGrounds: {},
      uploadthingToken: undefined,
      stripeSecretKey: undefined,
      stripeWebhookSecret: undefined,
      stripeApiUrl: "https://api.stripe.com",
      stripeTax: false,
      smtpUrl: undefined,
      emailFrom: "PrintPal <no-reply@localhost>",
      oncallEmails: [],
      contactEmail: "privacy@localhost",
      designPage: false,
      logLevel: "info",
    });
  });

  it("reads every variable", () => {
    const provider = {
      ...{ name: "acme", protocol: "3daigc", url: "https://engine.example", country: "FR", trains: false },
      ...{ dpa_signed_on: "2026-11-01", retention: "A day", policy_url: "https://engine.example/privacy" },
    };
    const grounds = {
      mail: { country: "FR" },
      uploadthing: { country: "US", transfer_mechanism: "EU-US Data Privacy Framework" },
    };
    const read = parseEnv({
      NODE_ENV: "test",
      PORT: "8080",
      HOST: "0.0.0.0",
      TLS_CERT_FILE: "/etc/tls/chain.pem",
      TLS_KEY_FILE: "/etc/tls/key.pem",
      TLS_PORT: "8443",
      PUBLIC_URL: "https://printpal.example/",
      DATA_DIR: "/srv/printpal",
      DATABASE_URL: "postgresql://a:b@db/c",
      DATABASE_POOL: "3",
      MASTER_KEY: HEX,
      AUTH_SECRET: HEX,
      DEMO: "off",
      SECOND_FACTOR_FOR: "staff, viewer",
      WORKER_CONCURRENCY: "4",
      ENGINE_THREADS: "5",
      ENGINE_MEMORY_MB: "3000",
      ENGINE_TIMEOUT_SECONDS: "30",
      STORAGE_QUOTA_GB: "2",
      TRUST_PROXY: "on",
      SECRET_SCANNING_KEYS: '{"public_keys":[{"key_identifier":"k1","key":"PEM"}]}',
      BACKUP_DIR: "/srv/backups",
      DATABASE_ENCRYPTED_BY: "AWS RDS with KMS",
      GENERATIONS_AT_ONCE: "3",
      OUTBOUND_ALLOWED_NETWORKS: "10.1.0.0/16, fd00::1",
      UPLOAD_LIFETIME_HOURS: "2",
      PROCESSING_COUNTRY: "DE",
      S3_BUCKET: "printpal-objects",
      S3_ENDPOINT: "https://s3.example/",
      S3_REGION: "eu-central-1",
      S3_ACCESS_KEY_ID: "AKIAEXAMPLE",
      S3_SECRET_ACCESS_KEY: "a/secret+key",
      S3_PATH_STYLE: "on",
      S3_COUNTRY: "DE",
      ENGINE_PROVIDERS: JSON.stringify([provider]),
      TRANSFER_GROUNDS: JSON.stringify(grounds),
      UPLOADTHING_TOKEN: "eyJhcGlLZXkiOiJzayJ9eyJ9",
      STRIPE_SECRET_KEY: "sk_test_0123456789",
      STRIPE_WEBHOOK_SECRET: "whsec_0123456789",
      STRIPE_API_URL: "http://127.0.0.1:12111/",
      STRIPE_TAX: "on",
      SMTP_URL: "smtps://a:b@mail.example",
      ONCALL_EMAILS: "ada@printpal.example, bob@printpal.example",
      CONTACT_EMAIL: "ask@printpal.example",
      DESIGN_PAGE: "on",
      LOG_LEVEL: "debug",
    });
    expect(read).toEqual({
      nodeEnv: "test",
      port: 8080,
      host: "0.0.0.0",
      tls: { certFile: "/etc/tls/chain.pem", keyFile: "/etc/tls/key.pem", port: 8443 },
      publicUrl: "https://printpal.example",
      dataDir: "/srv/printpal",
      backupDir: "/srv/backups",
      databaseUrl: "postgresql://a:b@db/c",
      databasePool: 3,
      databaseEncryptedBy: "AWS RDS with KMS",
      masterKey: HEX,
      authSecret: HEX,
      demo: false,
      secondFactorFor: ["staff", "viewer"],
      workerConcurrency: 4,
      engineThreads: 5,
      engineMemoryMb: 3000,
      engineTimeoutMs: 30_000,
      storageQuotaBytes: 2 * 1024 ** 3,
      generationsAtOnce: 3,
      trustProxy: true,
      secretScanningKeys: [{ key_identifier: "k1", key: "PEM" }],
      outboundAllowedNetworks: ["10.1.0.0/16", "fd00::1"],
      uploadLifetimeMs: 2 * 3_600_000,
      processingCountry: "DE",
      s3: {
        bucket: "printpal-objects",
        endpoint: "https://s3.example",
        region: "eu-central-1",
        accessKeyId: "AKIAEXAMPLE",
        secretAccessKey: "a/secret+key",
        pathStyle: true,
        country: "DE",
      },
      engineProviders: [{ ...provider, keeps_nothing: false, timeout_seconds: 300 }],
      transferGrounds: grounds,
      uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9",
      stripeSecretKey: "sk_test_0123456789",
      stripeWebhookSecret: "whsec_0123456789",
      stripeApiUrl: "http://127.0.0.1:12111",
      stripeTax: true,
      smtpUrl: "smtps://a:b@mail.example",
      emailFrom: "PrintPal <no-reply@printpal.example>",
      oncallEmails: ["ada@printpal.example", "bob@printpal.example"],
      contactEmail: "ask@printpal.example",
      designPage: true,
      logLevel: "debug",
    });
  });

  it("takes a bucket with all that belongs to it or not at all, and sends no key over an open line", () => {
    const all = {
      S3_BUCKET: "objects",
      S3_ENDPOINT: "https://s3.example",
      S3_REGION: "auto",
      S3_ACCESS_KEY_ID: "id",
      S3_SECRET_ACCESS_KEY: "very-secret",
    };
    expect(parseEnv(all).s3).toMatchObject({ bucket: "objects", pathStyle: false, country: undefined });
    const why = "objects go to a bucket with all five, or to DATA_DIR with none";
    expect(refusal({ ...all, S3_REGION: "" })).toEqual([
      `  S3_REGION: expected together with S3_BUCKET: ${why}`,
    ]);
    expect(refusal({ S3_SECRET_ACCESS_KEY: "very-secret" })).toEqual(
      ["S3_BUCKET", "S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY_ID"].map(
        (name) => `  ${name}: expected together with S3_SECRET_ACCESS_KEY: ${why}`,
      ),
    );
    const refused = (part: Partial<typeof all>) => refusal({ ...all, ...part }).join();
    expect(refused({ S3_ENDPOINT: "http://s3.example" })).toContain("S3_ENDPOINT: expected https");
    expect(refused({ S3_ENDPOINT: "http://127.0.0.1:9000" })).toBe("");
    expect(refused({ S3_BUCKET: "No Bucket" })).toContain("S3_BUCKET: expected the name of a bucket");
    expect(refused({ S3_SECRET_ACCESS_KEY: "very secret" })).not.toContain("very");
  });

  it("shows the page of the design to those who develop, unless told", () => {
    expect(parseEnv({ NODE_ENV: "development" }).designPage).toBe(true);
    expect(parseEnv({ NODE_ENV: "development", DESIGN_PAGE: "off" }).designPage).toBe(false);
  });

  it("demands a second factor of who can do harm where others reach the portal, unless told", () => {
    const heldTo = (PUBLIC_URL: string, SECOND_FACTOR_FOR = "") =>
      parseEnv({ PUBLIC_URL, SECOND_FACTOR_FOR }).secondFactorFor;
    const harmful = ["staff", "owner", "admin", "billing"];
    for (const address of ["https://printpal.example", "https://10.1.2.3:3443"])
      expect(heldTo(address)).toEqual(harmful);
    for (const address of [
      "",
      "http://printpal.example",
      "https://localhost:3443",
      "https://127.0.0.1",
      "https://[::1]",
    ])
      expect(heldTo(address)).toEqual([]);
    expect(heldTo("https://printpal.example", "nobody")).toEqual([]);
    expect(heldTo("http://localhost:3000", "owner,staff")).toEqual(["owner", "staff"]);
  });

  it("row 41: refuses outside parties of a public installation of whom nobody says where they stand and on what ground", () => {
    const SMTP_URL = "smtp://mail.example:587";
    const said = (more: Record<string, string> = {}) =>
      refusal({ PUBLIC_URL: "https://printpal.example", SMTP_URL, ...more });
    const missing = (who: string, name: string) =>
      `  TRANSFER_GROUNDS: expected where ${who} stands and what a transfer there rests on: {"${name}": {"country": "US", "transfer_mechanism": "standard contractual clauses, module 3"}}`;
    expect(said()).toEqual([missing("the mail server of SMTP_URL", "mail")]);
    expect(said({ SMTP_URL: "", UPLOADTHING_TOKEN: "eyJhcGlLZXkiOiJzayJ9eyJ9" })).toEqual([
      missing("UploadThing", "uploadthing"),
    ]);
    // A country alone will do inside the operator's own region, and nowhere else.
    const inFrance = { TRANSFER_GROUNDS: '{"mail": {"country": "FR"}}' };
    expect(said(inFrance)[0]).toContain("FR is not known to lie in your own region (PROCESSING_COUNTRY)");
    expect(said({ ...inFrance, PROCESSING_COUNTRY: "US" })).toHaveLength(1);
    expect(said({ ...inFrance, PROCESSING_COUNTRY: "DE" })).toEqual([]);
    expect(
      said({ TRANSFER_GROUNDS: '{"mail": {"country": "FR", "transfer_mechanism": "adequacy decision"}}' }),
    ).toEqual([]);
    // Of a bucket the country may stand beside its other settings.
    const bucket = {
      ...{ SMTP_URL: "", S3_BUCKET: "printpal-objects", S3_ENDPOINT: "https://s3.example", S3_REGION: "eu" },
      ...{ S3_ACCESS_KEY_ID: "AKIAEXAMPLE", S3_SECRET_ACCESS_KEY: "a/secret+key" },
    };
    expect(said(bucket)).toEqual([missing("the keeper of S3_BUCKET", "bucket")]);
    expect(said({ ...bucket, S3_COUNTRY: "FR", PROCESSING_COUNTRY: "DE" })).toEqual([]);
    expect(said({ ...bucket, S3_COUNTRY: "US", PROCESSING_COUNTRY: "DE" })).toHaveLength(1);
    // Nobody outside: a stand-in on this machine, and a portal that nobody else reaches.
    expect(said({ SMTP_URL: "smtp://127.0.0.1:2525" })).toEqual([]);
    expect(refusal({ SMTP_URL })).toEqual([]);
    expect(said({ TRANSFER_GROUNDS: '{"mail": {"country": "Germany"}}' })).toEqual([
      "  TRANSFER_GROUNDS.mail.country: expected the two capital letters of the country where it stands, such as DE",
    ]);
    expect(said({ TRANSFER_GROUNDS: '{"mail": secret' })).toEqual([
      "  TRANSFER_GROUNDS: expected JSON, or the path of a file with JSON in it",
    ]);
  });

  it("follows the port in the address, and counts an empty string as absent", () => {
    expect(parseEnv({ PORT: "4000", PUBLIC_URL: "" }).publicUrl).toBe("http://localhost:4000");
  });

  const secret = "expected 64 hexadecimal digits; make one with: openssl rand -hex 32";
  it.each([
    ["NODE_ENV", "staging", /^ {2}NODE_ENV: .*"development"\|"production"\|"test"/],
    ["PORT", "http", "  PORT: expected a whole number from 1 to 65535"],
    ["PORT", "70000", "  PORT: expected a whole number from 1 to 65535"],
    ["PORT", "80.5", "  PORT: expected a whole number from 1 to 65535"],
    ["TLS_CERT_FILE", "chain.pem", "  TLS_KEY_FILE: expected together with TLS_CERT_FILE, or neither"],
    ["PUBLIC_URL", "printpal", "  PUBLIC_URL: expected an address such as https://printpal.example"],
    ["PUBLIC_URL", "ftp://a.b", "  PUBLIC_URL: expected an address such as https://printpal.example"],
    ["DATABASE_URL", "mysql://a", "  DATABASE_URL: expected postgresql://user:password@host:port/name"],
    ["DATABASE_POOL", "0", "  DATABASE_POOL: expected a whole number from 1 to 200"],
    ["MASTER_KEY", "secret", `  MASTER_KEY: ${secret}`],
    ["AUTH_SECRET", HEX + "a", `  AUTH_SECRET: ${secret}`],
    ["DEMO", "yes", "  DEMO: expected on or off"],
    [
      "SECOND_FACTOR_FOR",
      "owner,everybody",
      "  SECOND_FACTOR_FOR.1: expected nobody, or some of staff, owner, admin, developer, billing, viewer, auditor, by commas",
    ],
    ["WORKER_CONCURRENCY", "65", "  WORKER_CONCURRENCY: expected a whole number from 1 to 64"],
    ["ENGINE_THREADS", "-1", "  ENGINE_THREADS: expected a whole number from 1 to 64"],
    ["ENGINE_TIMEOUT_SECONDS", "1", "  ENGINE_TIMEOUT_SECONDS: expected a whole number from 5 to 3600"],
    [
      "OUTBOUND_ALLOWED_NETWORKS",
      "10.1.0.0/16,10.0.0.300",
      "  OUTBOUND_ALLOWED_NETWORKS.1: expected networks such as 10.1.0.0/16, separated by commas",
    ],
    [
      "STRIPE_SECRET_KEY",
      "pk_live_0123456789",
      "  STRIPE_SECRET_KEY: expected a secret or restricted key of Stripe, such as sk_live_…",
    ],
    [
      "STRIPE_WEBHOOK_SECRET",
      "sk_live_0123456789",
      "  STRIPE_WEBHOOK_SECRET: expected the signing secret of Stripe's webhook endpoint, whsec_…",
    ],
    [
      "STRIPE_API_URL",
      "http://stripe.example",
      "  STRIPE_API_URL: expected https, or http on this machine alone: a key travels with each call",
    ],
    ["TRUST_PROXY", "1", "  TRUST_PROXY: expected on or off"],
    [
      "ONCALL_EMAILS",
      "ada",
      "  ONCALL_EMAILS.0: expected mail addresses such as oncall@printpal.example, separated by commas",
    ],
    ["CONTACT_EMAIL", "us", "  CONTACT_EMAIL: expected a mail address such as privacy@printpal.example"],
    ["DESIGN_PAGE", "1", "  DESIGN_PAGE: expected on or off"],
    ["LOG_LEVEL", "loud", /^ {2}LOG_LEVEL: .*"silent"/],
  ])("refuses %s=%s and says what is expected", (name, value, line) => {
    expect(refusal({ [name]: value })).toEqual([
      expect.stringMatching(line instanceof RegExp ? line : exactly(line)),
    ]);
  });

  it("names all that is wrong at once, and never repeats a secret", () => {
    const lines = refusal({ PORT: "x", MASTER_KEY: "hunter2hunter2" });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain("hunter2");
  });
});

const exactly = (line: string): RegExp => new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
