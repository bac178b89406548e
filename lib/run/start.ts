import { existsSync } from "node:fs";
import path from "node:path";
import { env, environmentForChild, overrideEnv, type Env } from "@/lib/core/env";
import { isPublicSite } from "@/lib/core/network-address";
import { migrate } from "@/lib/db/migrate";
import { printBanner } from "./banner";
import { checkBeforeStart } from "./check-before-start";
import { databaseChild } from "./database-child";
import { ExpectedFailure } from "./expected-failure";
import { handOver } from "./hand-over";
import { localUrl } from "./local-url";
import { lockDataDir } from "./lock-data-dir";
import { nodeChild } from "./node-child";
import { removeRuntime, writeRuntime } from "./runtime-file";
import { ensureSecrets, type Secrets } from "./secrets";
import { shutDownOn } from "./shut-down-on";
import { standInSettings, variablesOf, whyNoStandIn, type StandInSettings } from "./stand-in-settings";
import { stockStandIn } from "./stock-stand-in";
import { supervise, type Supervised } from "./supervise";
import { waitForHealth } from "./wait-for-health";

/** How long the site may finish its answers, the worker its jobs and the database its checkpoint. */
const GRACE_MS = { stripe: 2_000, web: 5_000, worker: 30_000, postgres: 20_000 };

/**
 * The launcher: PostgreSQL, migrations, first run, then the site, the worker and the stand-in for Stripe as children, started again when they
 * die and stopped together. One launcher runs on one DATA_DIR.
 */
async function start(): Promise<void> {
  await checkBeforeStart();
  const settings = env();
  const release = lockDataDir(settings.dataDir);
  const children = new Map<string, Supervised>();
  const stopping = shutDownOn(async (force) => {
    await stopAll(children, force);
    removeRuntime(settings.dataDir);
    release();
  });
  try {
    await bringUp(settings, children, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return;
    await stopping.now();
    throw error;
  }
}

async function bringUp(settings: Env, children: Map<string, Supervised>, signal: AbortSignal): Promise<void> {
  const secrets = readOrMakeSecrets(settings);
  const ownerUrl = settings.databaseUrl ? undefined : await startDatabase(settings, secrets, children);
  signal.throwIfAborted();
  const databaseUrl = await prepareDatabase(settings, secrets, ownerUrl);
  signal.throwIfAborted();
  overrideEnv({ databaseUrl, ...keysOf(settings, secrets) });
  await (await import("@/lib/db/sealed/seal-open-rows")).sealOpenRows(ownerUrl ?? databaseUrl);
  if (isPublicSite(settings.publicUrl)) await (await import("./look-at-recipients")).lookAtRecipients();
  if (settings.demo) await (await import("./first-run")).firstRun();
  const stripe = await readOrMakeStandIn(settings, secrets);
  const shared = { ...sharedEnvironment(settings, secrets, databaseUrl), ...(stripe && variablesOf(stripe)) };
  const record = () =>
    writeRuntime(settings.dataDir, {
      url: localUrl(settings),
      databaseUrl,
      ownerUrl,
      stripe,
      processes: pids(children),
    });
  if (stripe)
    children.set("stripe", await supervise(nodeChild("stripe", ["dist/stand-in.mjs"], shared, record)));
  children.set("web", await supervise(nodeChild("web", ["dist/web.mjs"], forWeb(shared), record)));
  children.set("worker", await supervise(nodeChild("worker", ["dist/worker.mjs"], shared, record)));
  record();
  if (stripe) await stockStandIn(stripe, signal);
  await waitForHealth(localUrl(settings), signal);
  if (!signal.aborted) printBanner(settings, stripe?.stripeApiUrl);
}

/** Undefined where an account at Stripe is set, and where others reach the portal. */
async function readOrMakeStandIn(settings: Env, secrets: Secrets): Promise<StandInSettings | undefined> {
  if (settings.stripeSecretKey !== undefined || whyNoStandIn(settings)) return undefined;
  return standInSettings(settings.dataDir, keysOf(settings, secrets).authSecret);
}

/**
 * Migrations run under an advisory lock, so launchers on several machines may start at once. Answers the address that the
 * site and the worker use: of the embedded database, that of a role of theirs.
 */
async function prepareDatabase(settings: Env, secrets: Secrets, ownerUrl?: string): Promise<string> {
  const url = settings.databaseUrl ?? ownerUrl!;
  await migrate(url, path.resolve("prisma/migrations"));
  const { installJobs } = await import("@/lib/jobs");
  await installJobs(url);
  return ownerUrl ? handOver(ownerUrl, secrets.database_app_password) : url;
}

/** Answers the address of the database's owner. */
async function startDatabase(
  settings: Env,
  secrets: Secrets,
  children: Map<string, Supervised>,
): Promise<string> {
  const { url, child, ready } = await databaseChild(settings.dataDir, secrets.database_password);
  children.set("postgres", await supervise(child));
  await ready();
  return url;
}

function readOrMakeSecrets(settings: Env): Secrets {
  const { dataDir } = settings;
  const lost = existsSync(path.join(dataDir, "postgres")) && !existsSync(path.join(dataDir, "secrets.json"));
  if (lost && !settings.databaseUrl)
    throw new ExpectedFailure(
      `${dataDir} holds a database, but its secrets.json is gone. Restore it from a backup, or choose a new DATA_DIR.`,
    );
  return ensureSecrets(dataDir);
}

const keysOf = (settings: Env, secrets: Secrets) => ({
  masterKey: settings.masterKey ?? secrets.master_key,
  authSecret: settings.authSecret ?? secrets.auth_secret,
});

function sharedEnvironment(settings: Env, secrets: Secrets, databaseUrl: string): NodeJS.ProcessEnv {
  const { masterKey, authSecret } = keysOf(settings, secrets);
  return environmentForChild({
    NODE_ENV: process.argv.includes("--dev") ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    MASTER_KEY: masterKey,
    AUTH_SECRET: authSecret,
    NEXTAUTH_URL: settings.publicUrl,
    NEXTAUTH_SECRET: authSecret,
  });
}

/** Node's four threads for everything that waits would be taken by disks that flush and pictures that are decoded. */
const forWeb = (shared: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ UV_THREADPOOL_SIZE: "16", ...shared });

const pids = (children: Map<string, Supervised>): Record<string, number> =>
  Object.fromEntries([...children].flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid]])));

/** The database last: the site's answers and the worker's jobs still write to it. */
async function stopAll(children: Map<string, Supervised>, force: boolean): Promise<void> {
  if (force) {
    for (const child of children.values()) child.kill();
    return;
  }
  const stop = (name: keyof typeof GRACE_MS) => children.get(name)?.stop(GRACE_MS[name]);
  await Promise.all([stop("web"), stop("worker")]);
  await stop("stripe");
  await stop("postgres");
}

await start();
