import { checkPrint, convertMesh, waitForConversion, waitForPrintCheck, type MeshInput } from "@/lib/prints";
import type { CreateConversion, CreatePrintCheck } from "@/lib/prints/contract";
import type { Conversion, PrintCheck } from "@/lib/prints/schema";
import { AppError } from "@/lib/core/errors";
import type { Call } from "./call";
import { waitSeconds } from "./wait-seconds";

/** Submits a conversion, and with `Prefer: wait=N` stays until it has finished or N seconds have passed. */
export async function submitConversion(call: Call<CreateConversion, unknown, unknown>): Promise<Conversion> {
  const { upload_id: uploadId, ...settings } = call.body;
  const created = await convertMesh(call.ctx, settings, readMesh(call, uploadId));
  return wait(call, created, (seconds) => waitForConversion(call.ctx, created.id, seconds));
}

/** Submits a print check; waits as {@link submitConversion}. */
export async function submitPrintCheck(call: Call<CreatePrintCheck, unknown, unknown>): Promise<PrintCheck> {
  const { upload_id: uploadId, ...settings } = call.body;
  const created = await checkPrint(call.ctx, settings, readMesh(call, uploadId));
  return wait(call, created, (seconds) => waitForPrintCheck(call.ctx, created.id, seconds));
}

function readMesh(
  { files }: Call<unknown, unknown, unknown>,
  uploadId: string | undefined,
): MeshInput | undefined {
  const mesh = files.mesh?.[0];
  if (uploadId === undefined) return mesh;
  if (!mesh) return { uploadId };
  const message = "Name an upload, or send a mesh in the file field mesh, not both.";
  throw new AppError("invalid_request", message, {
    param: "upload_id",
    errors: { upload_id: [message] },
  });
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
