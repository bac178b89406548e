import { rmSync } from "node:fs";
import path from "node:path";
import { processIdentity } from "./process-identity";
import type { StandInSettings } from "./stand-in-settings";
import { readJson, writePrivately } from "./secrets";

/** What runs on a data folder: written by the launcher (mode 0600), read by the operator's command line. */
export interface Runtime {
  pid: number;
  identity: string | undefined;
  url: string;
  databaseUrl: string;
  /** Of the embedded database's owner, for the operator's commands that ask for more than the portal may. */
  ownerUrl?: string;
  /** Where the stand-in for Stripe answers; absent where an account at Stripe is set. */
  stripe?: StandInSettings;
  /** Child name → process number. */
  processes: Record<string, number>;
}

const fileOf = (dataDir: string) => path.join(dataDir, "runtime.json");

export function writeRuntime(dataDir: string, runtime: Omit<Runtime, "pid" | "identity">): void {
  writePrivately(fileOf(dataDir), {
    pid: process.pid,
    identity: processIdentity(process.pid),
    ...runtime,
  });
}

/** Undefined where no portal runs, also if one was killed and left its file behind. */
export function readRuntime(dataDir: string): Runtime | undefined {
  const runtime = readJson<Runtime>(fileOf(dataDir));
  return runtime && processIdentity(runtime.pid) === runtime.identity ? runtime : undefined;
}

export function removeRuntime(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
