import { closeDb } from "@/lib/db";
import { announceEngines } from "@/lib/privacy";
import { refuseUnannounced } from "./refuse-unannounced";

/**
 * Who outside gets data, looked at before the first run makes anybody who could be told: engines that are declared are
 * announced, see {@link announceEngines}; whoever else is new refuses the start.
 */
export async function lookAtRecipients(): Promise<void> {
  try {
    await refuseUnannounced();
    await announceEngines();
  } finally {
    await closeDb();
  }
}
