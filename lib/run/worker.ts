import { accountJobs } from "@/lib/accounts/jobs";
import { apiJobs, apiSchedules } from "@/lib/api/jobs";
import { billingJobs, billingSchedules } from "@/lib/billing/jobs";
import { creditJobs, creditSchedules } from "@/lib/credits/jobs";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { closeDb } from "@/lib/db";
import { warmEngines } from "@/lib/engines";
import { passOlderInputs, sealEndUsers } from "@/lib/generations";
import { generationJobs, generationJobsExhausted } from "@/lib/generations/jobs";
import { runJobs } from "@/lib/jobs";
import { policyJobs } from "@/lib/policies/jobs";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { announceEngines, replayErasures } from "@/lib/privacy";
import { privacyJobs, privacyJobsExhausted, privacySchedules } from "@/lib/privacy/jobs";
import { printJobs, printJobsExhausted } from "@/lib/prints/jobs";
import { statusJobs, statusSchedules } from "@/lib/status/jobs";
import { uploadJobs } from "@/lib/uploads/jobs";
import { makeMonths } from "@/lib/usage";
import { usageJobs, usageSchedules } from "@/lib/usage/jobs";
import { webhookJobs, webhookJobsExhausted } from "@/lib/webhooks/jobs";
import { backupSchedules, makeBackupJobs } from "./backups/jobs";
import { checkSettings } from "./check-settings";
import { ExpectedFailure } from "./expected-failure";
import { refuseUnannounced } from "./refuse-unannounced";

/**
 * Every room's jobs, in lanes: what waits for other people's servers must not hold up the models. A new room with a
 * jobs.ts is added here.
 */
const lanes = () => [
  {
    handlers: { ...generationJobs, ...printJobs },
    onExhausted: { ...generationJobsExhausted, ...printJobsExhausted },
    concurrency: env().workerConcurrency,
  },
  {
    handlers: {
      ...webhookJobs,
      ...uploadJobs,
      ...privacyJobs,
      ...apiJobs,
      ...accountJobs,
      ...policyJobs,
      ...creditJobs,
      ...billingJobs,
      ...statusJobs,
      ...usageJobs,
      ...makeBackupJobs(),
    },
    onExhausted: { ...webhookJobsExhausted, ...privacyJobsExhausted },
    schedules: [
      ...apiSchedules,
      ...privacySchedules,
      ...creditSchedules,
      ...billingSchedules,
      ...statusSchedules,
      ...usageSchedules,
      ...backupSchedules,
    ],
    concurrency: DELIVERIES_AT_ONCE,
  },
];
const DELIVERIES_AT_ONCE = 10;

/**
 * The worker process: takes jobs until it is asked to end, then finishes those it holds. Any number may run, on one
 * machine or many. It needs DATABASE_URL, MASTER_KEY and AUTH_SECRET, which the launcher hands down.
 */
async function work(): Promise<void> {
  checkSettings();
  const { databaseUrl: connectionString, workerConcurrency: concurrency } = env();
  if (!connectionString)
    throw new ExpectedFailure("DATABASE_URL is not set. `npm start` runs a worker of its own.");
  await refuseUnannounced();
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  log.debug("worker started", { concurrency });
  await sealEndUsers();
  await replayErasures(personalRooms);
  await announceEngines();
  passOlderInputs().catch((error: unknown) => log.warn("older inputs kept their names", {}, error));
  // The schedule makes them as well: calls are logged without.
  await makeMonths().catch((error: unknown) => log.warn("the log's next months were not made", {}, error));
  // The first customer's job should not pay for loading and compiling.
  warmEngines().catch((error: unknown) => log.warn("engines were not warmed", {}, error));
  const { signal } = stop;
  await Promise.all(lanes().map((lane) => runJobs({ ...lane, connectionString, signal })));
  await closeDb();
}

work().then(
  // Engine threads and idle connections must not keep a drained worker alive.
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof ExpectedFailure) process.stderr.write(`${error.message}\n`);
    else log.error("worker stopped", {}, error);
    process.exit(1);
  },
);
