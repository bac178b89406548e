import { checkPrint, convertMesh, waitForConversion, waitForPrintCheck } from "@/lib/prints";
import type { CreateConversion, CreatePrintCheck } from "@/lib/prints/contract";
import type { Conversion, PrintCheck } from "@/lib/prints/schema";
import type { Call } from "./call";
import { fileOrUpload } from "./file-or-upload";
import { waitSeconds } from "./wait-seconds";

/** Submits a conversion, and with `Prefer: wait=N` stays until it has finished or N seconds have passed. */
export async function submitConversion(call: Call<CreateConversion, unknown, unknown>): Promise<Conversion> {
  const { upload_id: uploadId, ...settings } = call.body;
  const created = await convertMesh(
    call.ctx,
    settings,
    fileOrUpload(call, "mesh", { param: "upload_id", uploadId }),
  );
  return wait(call, created, (seconds) => waitForConversion(call.ctx, created.id, seconds));
}

/** Submits a print check; waits as {@link submitConversion}. */
export async function submitPrintCheck(call: Call<CreatePrintCheck, unknown, unknown>): Promise<PrintCheck> {
  const { upload_id: uploadId, ...settings } = call.body;
  const created = await checkPrint(
    call.ctx,
    settings,
    fileOrUpload(call, "mesh", { param: "upload_id", uploadId }),
  );
  return wait(call, created, (seconds) => waitForPrintCheck(call.ctx, created.id, seconds));
}

async function wait<T extends { status: string }>(
  { request, reply }: Call<unknown, unknown, unknown>,
  created: T,
  untilDone: (seconds: number) => Promise<T>,
): Promise<T> {
  const seconds = waitSeconds(request.headers.get("prefer"));
  if (seconds === 0) return created;
  const print = await untilDone(seconds);
  reply.headers.set("Preference-Applied", `wait=${seconds}`);
  if (print.status === "completed" || print.status === "failed") reply.status = 200;
  return print;
}
