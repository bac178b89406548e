import { env } from "@/lib/core/env";
import { checkSettings } from "./check-settings";
import { requireNoLauncher } from "./lock-data-dir";
import { requireFreePort } from "./require-free-port";

/** All that can refuse a start and needs neither a build nor a database. Throws `ExpectedFailure`. */
export async function checkBeforeStart(): Promise<void> {
  checkSettings();
  const { host, port, dataDir } = env();
  requireNoLauncher(dataDir);
  await requireFreePort(host, port);
}
