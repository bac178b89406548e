import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { watchBackups } from "@/lib/backups";
import { clock } from "@/lib/core/clock";
import { env, environmentForChild } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { readRuntime } from "../runtime-file";

const RUN_JOB = "backup.run";
const DRILL_JOB = "backup.drill";
const WATCH_JOB = "backup.watch";

/** Of what is lost, no more than five minutes: every four, for it takes a while itself. A drill on the first of a month. */
export const backupSchedules: readonly Schedule[] = [
  { job: RUN_JOB, every: "*/4 * * * *" },
  { job: DRILL_JOB, every: "17 3 1 * *" },
  { job: WATCH_JOB, every: "*/5 * * * *" },
];

/** Where BACKUP_DIR is off none of them does anything. */
export function makeBackupJobs(
  carryOut: (command: "create" | "drill", signal: AbortSignal) => Promise<unknown> = asOperator,
): Record<string, JobHandler> {
  const workingSince = clock.now();
  return {
    [RUN_JOB]: async (_payload, { signal }) => {
      if (env().backupDir) await carryOut("create", signal);
    },
    [DRILL_JOB]: async (_payload, { signal }) => {
      if (!env().backupDir) return;
      // What it found wrong stands in its receipt, and the alert is what tells of it: not for a job to try again.
      await carryOut("drill", signal).catch((error: unknown) =>
        log.error("a backup could not be restored as it should be", {}, error),
      );
      await watchBackups(workingSince);
    },
    [WATCH_JOB]: async () => void (await watchBackups(workingSince)),
  };
}

/**
 * The operator's command in a process of its own: the worker's role in the embedded database may neither read the financial
 * records nor make a database.
 */
async function asOperator(command: string, signal: AbortSignal): Promise<void> {
  const child = environmentForChild({
    MASTER_KEY: env().masterKey ?? "",
    AUTH_SECRET: env().authSecret ?? "",
  });
  if (readRuntime(env().dataDir)?.ownerUrl) delete child.DATABASE_URL;
  await promisify(execFile)(process.execPath, ["dist/portal.mjs", "backup", command], { env: child, signal });
}
