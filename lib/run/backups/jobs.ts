import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { watchBackups } from "@/lib/backups";
import { env, environmentForChild } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { readRuntime } from "../runtime-file";

const RUN_JOB = "backup.run";
const DRILL_JOB = "backup.drill";
const WATCH_JOB = "backup.watch";

/** At night, and on the first of a month an hour after; whether they come is looked at each hour. */
export const backupSchedules: readonly Schedule[] = [
  { job: RUN_JOB, every: "17 2 * * *" },
  { job: DRILL_JOB, every: "17 3 1 * *" },
  { job: WATCH_JOB, every: "52 * * * *" },
];

/** Without BACKUP_DIR none of them does anything. */
export const backupJobs: Record<string, JobHandler> = {
  [RUN_JOB]: (_payload, { signal }) => asOperator(["backup", "create"], signal),
  [DRILL_JOB]: async (_payload, { signal }) => {
    // What it found wrong stands in its receipt, and the alert is what tells of it: not for a job to try again.
    await asOperator(["backup", "drill"], signal).catch((error: unknown) =>
      log.error("a backup could not be restored as it should be", {}, error),
    );
    await watchBackups();
  },
  [WATCH_JOB]: async () => void (await watchBackups()),
};

/**
 * The operator's command in a process of its own: the worker's role in the embedded database may neither read the financial
 * records nor make a database.
 */
async function asOperator(command: string[], signal: AbortSignal): Promise<void> {
  if (!env().backupDir) return;
  const child = environmentForChild({
    MASTER_KEY: env().masterKey ?? "",
    AUTH_SECRET: env().authSecret ?? "",
  });
  if (readRuntime(env().dataDir)?.ownerUrl) delete child.DATABASE_URL;
  await promisify(execFile)(process.execPath, ["dist/portal.mjs", ...command], { env: child, signal });
}
