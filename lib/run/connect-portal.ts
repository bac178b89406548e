import pg from "pg";
import { env, overrideEnv } from "@/lib/core/env";
import { readRuntime } from "./runtime-file";
import { readSecrets } from "./secrets";

/** No portal runs on this data folder and no DATABASE_URL is set, or its database does not answer: exit code 2. */
export class NoPortal extends Error {
  override name = "NoPortal";
}

/**
 * Points this process's settings at the database and the keys of the portal that runs on DATA_DIR, or at DATABASE_URL
 * where that is set. `asOwner`: as the role that owns the embedded database, not as the portal's. Throws {@link NoPortal}.
 */
export async function connectPortal({ asOwner = false } = {}): Promise<void> {
  const { dataDir, databaseUrl: given, masterKey, authSecret, stripeSecretKey } = env();
  const runtime = readRuntime(dataDir);
  const databaseUrl = given ?? ((asOwner && runtime?.ownerUrl) || runtime?.databaseUrl);
  if (!databaseUrl)
    throw new NoPortal(
      `No portal runs on ${dataDir}. Start it with \`npm start\`, set DATA_DIR to its folder, or set DATABASE_URL.`,
    );
  await requireAnswer(databaseUrl);
  const secrets = readSecrets(dataDir);
  overrideEnv({
    databaseUrl,
    databasePool: 2,
    masterKey: masterKey ?? secrets?.master_key,
    authSecret: authSecret ?? secrets?.auth_secret,
    ...(!stripeSecretKey && runtime?.stripe),
  });
}

async function requireAnswer(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoPortal(
      `The database does not answer (${reason}). Is the portal still running, and is DATABASE_URL right?`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
