import { afterAll } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { readSecrets } from "@/lib/run/secrets";
import { runPortal, type PortalDetails, type PortalOptions, type RunningPortal } from "./run-portal";
import { askForShared } from "./shared-parts";

const started: RunningPortal[] = [];

/** The built portal, site and worker, that all test files of a run share. Make an account of your own in it. */
export const sharedPortal = (): Promise<PortalDetails> => askForShared<PortalDetails>("/portal");

/** Has this process work in a portal's database as the portal does: with its keys. */
export function enterDatabase({ databaseUrl, dataDir }: PortalDetails): void {
  overrideEnv({ databaseUrl, masterKey: readSecrets(dataDir)?.master_key, logLevel: "silent" });
}

/** A portal for this test file alone, to kill and restart; on an embedded PostgreSQL unless `env` names another. */
export async function startPortal(options?: PortalOptions): Promise<RunningPortal> {
  const portal = await runPortal(options);
  started.push(portal);
  return portal;
}

afterAll(async () => {
  for (const portal of started) await portal.stop();
});
