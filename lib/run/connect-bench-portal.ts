import { overrideEnv } from "@/lib/core/env";
import { connectPortal } from "./connect-portal";
import { readRuntime } from "./runtime-file";

/** Points this process at a bench portal's database. Returns the numbers of its processes. */
export async function connectBenchPortal(dataDir: string): Promise<{ web: number; worker: number }> {
  overrideEnv({ dataDir });
  await connectPortal();
  const { web, worker } = readRuntime(dataDir)?.processes ?? {};
  if (!web || !worker) throw new Error("The portal's processes are not known.");
  return { web, worker };
}
