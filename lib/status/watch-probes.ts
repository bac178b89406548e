import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { transaction } from "@/lib/db";
import { openOutage } from "./record-findings";
import { tellOnCall } from "./tell-on-call";

/** The worker looks each minute; with the pause between two looks here, two minutes pass at most until somebody is told. */
const SILENT_AFTER_MS = 90_000;
const LOOK_EVERY_MS = 20_000;
/** A worker that starts along with the site first probes at the turn of a minute. */
const START_MS = 90_000;

const SILENT = "No worker has probed the service: look whether one runs";

/**
 * Has the site see to it that somebody probes, for a worker that is dead cannot tell of itself: an error in the log, once,
 * and an outage of model making with its alert. The first probe after it ends both. It also mails who is on call.
 */
export function watchProbes(): void {
  const since = new Date(clock.now().getTime() + START_MS);
  const look = () =>
    void alarmOfSilence(since)
      .then(tellOnCall)
      .catch((error: unknown) => log.warn("the probes could not be looked at", {}, error));
  setInterval(look, LOOK_EVERY_MS).unref();
}

/** Whether this look was the one that found the worker silent. `since` is when whoever looks began to. */
export async function alarmOfSilence(since: Date): Promise<boolean> {
  const now = clock.now().getTime();
  return transaction(undefined, async (tx) => {
    const last = (await tx.probeState.aggregate({ _max: { checkedAt: true } }))._max.checkedAt ?? since;
    const heard = Math.max(last.getTime(), since.getTime());
    if (now - heard < SILENT_AFTER_MS || !(await openOutage(tx, "jobs", last, SILENT))) return false;
    log.error("no worker has probed the service for a minute and a half: look whether one runs", {
      last: last.toISOString(),
    });
    return true;
  });
}
