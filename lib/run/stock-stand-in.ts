import { setTimeout as sleep } from "node:timers/promises";
import { overrideEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import type { StandInSettings } from "./stand-in-settings";

const TRIES = 50;
const PAUSE_MS = 200;

/** Tells the stand-in what is sold, as `npm run portal -- billing sync` tells Stripe: whoever tries it can buy at once. */
export async function stockStandIn(settings: StandInSettings, signal: AbortSignal): Promise<void> {
  overrideEnv({ ...settings });
  const { syncCatalogue } = await import("@/lib/billing");
  for (let tried = 1; !signal.aborted; tried++) {
    try {
      await syncCatalogue({ dryRun: false });
      return;
    } catch (error) {
      if (tried === TRIES) return log.warn("the stand-in for Stripe was not told what is sold", {}, error);
      await sleep(PAUSE_MS);
    }
  }
}
