import { setTimeout as sleep } from "node:timers/promises";
import { checkPrint, convertMesh, getConversion, getPrintCheck } from "@/lib/prints";
import type { Conversion, ConversionSettings, PrintCheck, PrintCheckSettings } from "@/lib/prints/schema";
import type { Call } from "./call";
import { waitSeconds } from "./wait-seconds";

/** Submits a conversion, and with `Prefer: wait=N` stays until it has finished or N seconds have passed. */
export async function submitConversion(
  call: Call<ConversionSettings, unknown, unknown>,
): Promise<Conversion> {
  const created = await convertMesh(call.ctx, call.body, call.files.mesh?.[0]);
  return waitFor(created, () => getConversion(call.ctx, created.id), call);
}

/** Submits a print check; waits as {@link submitConversion}. */
export async function submitPrintCheck(
  call: Call<PrintCheckSettings, unknown, unknown>,
): Promise<PrintCheck> {
  const created = await checkPrint(call.ctx, call.body, call.files.mesh?.[0]);
  return waitFor(created, () => getPrintCheck(call.ctx, created.id), call);
}

const LOOK_EVERY_MS = 100;

async function waitFor<T extends { status: string }>(
  created: T,
  look: () => Promise<T>,
  { request, reply }: Call<unknown, unknown, unknown>,
): Promise<T> {
  const seconds = waitSeconds(request.headers.get("prefer"));
  if (seconds === 0) return created;
  const deadline = performance.now() + seconds * 1000;
  reply.headers.set("Preference-Applied", `wait=${seconds}`);
  for (;;) {
    const print = await look();
    const finished = print.status === "completed" || print.status === "failed";
    if (finished) reply.status = 200;
    if (finished || performance.now() >= deadline) return print;
    await sleep(LOOK_EVERY_MS);
  }
}
