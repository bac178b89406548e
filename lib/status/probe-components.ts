import { performance } from "node:perf_hooks";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { db, Prisma } from "@/lib/db";
import { listJobs } from "@/lib/jobs";
import { probeStorage } from "@/lib/storage";
import { componentNames, type StatusComponent } from "./components";

export interface Finding {
  component: StatusComponent;
  works: boolean;
  latencyMs: number;
}

const PATIENCE_MS = 10_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const JOBS_LOOKED_AT = 100;

type Probe = (signal: AbortSignal) => Promise<void>;

/** Each asks for a sign of life as a user would have it, and throws where there is none. */
const probes: Record<StatusComponent, Probe> = {
  website: askWebsite,
  database: async () => void (await db().$queryRaw(Prisma.sql`SELECT 1`)),
  storage: probeStorage,
  jobs: requireMovingQueue,
};

/** Looks at every part at once, each for ten seconds at most. Never throws: what does not work is a finding. */
export async function probeComponents(): Promise<Finding[]> {
  return Promise.all(componentNames.map(look));
}

async function look(component: StatusComponent): Promise<Finding> {
  const started = performance.now();
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const tooLate = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(new Error(`no answer in ${PATIENCE_MS} ms`))),
  );
  const works = await Promise.race([probes[component](signal), tooLate]).then(
    () => true,
    (error: unknown) => {
      log.warn("a probe failed", { component }, error);
      return false;
    },
  );
  return { component, works, latencyMs: Math.round(performance.now() - started) };
}

/** At the address that customers use, so that what stands before the site is part of the answer. */
async function askWebsite(signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${env().publicUrl}/api/health`, { signal });
  if (!answer.ok) throw new Error(`the site answers ${answer.status}`);
}

/** A job that could have run for five minutes and has not means that customers wait. */
async function requireMovingQueue(): Promise<void> {
  const waiting = (await listJobs({ limit: JOBS_LOOKED_AT })).filter(({ state }) => state === "waiting");
  const oldest = Math.min(...waiting.map(({ runAt }) => runAt.getTime()));
  const waitedMs = clock.now().getTime() - oldest;
  if (waitedMs > LONGEST_WAIT_MS) throw new Error(`a job has waited for ${Math.round(waitedMs / 1000)} s`);
}
