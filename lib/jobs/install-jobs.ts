import { runMigrations } from "graphile-worker";
import { workerLogger } from "./worker-logger";

/** Makes or updates the queue's own tables, the schema `graphile_worker`. Safe to run again and at once from several. */
export async function installJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: workerLogger });
}
