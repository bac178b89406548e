import { closeDb } from "@/lib/db";
import { announceEngines } from "@/lib/privacy";

/** Outside engines that are declared before there is anybody to be told: see {@link announceEngines}. */
export async function announceBeforeFirstRun(): Promise<void> {
  try {
    await announceEngines();
  } finally {
    await closeDb();
  }
}
