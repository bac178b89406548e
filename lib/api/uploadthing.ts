import { createRouteHandler, createUploadthing, UploadThingError, UTApi } from "uploadthing/server";
import { z } from "zod";
import { requireProcessor } from "@/lib/accounts";
import { env } from "@/lib/core/env";
import { AppError, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { transaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { collectUpload, getUpload } from "@/lib/uploads";
import { UploadId } from "@/lib/uploads/schema";
import { problem } from "./problem";

const define = createUploadthing();

/** What a page may send through UploadThing: one picture, for an upload that this portal has announced to the same person. */
const routerFor = (whoAsks: () => Promise<Context>) => ({
  picture: define({ image: { maxFileSize: "32MB", maxFileCount: 1 } })
    .input(z.strictObject({ uploadId: UploadId }))
    .middleware(async ({ input }) => {
      const upload = await whoAsks()
        .then(async (ctx) => {
          await requireProcessor(ctx, "uploadthing");
          return getUpload(ctx, input.uploadId);
        })
        .catch((error: unknown) => {
          throw new UploadThingError({ code: "FORBIDDEN", message: sayProblem(error) });
        });
      return { uploadId: upload.id, contentType: upload.content_type };
    })
    .onUploadComplete(async ({ metadata, file }) => {
      await planRemoval(file.key);
      try {
        await collectUpload(metadata.uploadId, { address: file.ufsUrl, contentType: metadata.contentType });
        return { problem: null };
      } catch (error) {
        if (!isAppError(error)) log.error("upload not collected", { upload: metadata.uploadId }, error);
        return { problem: sayProblem(error) };
      } finally {
        // It lies here now, encrypted, or was refused: there is nothing left to keep outside.
        await removeOutside(file.key).catch((error: unknown) =>
          log.warn("picture not removed from UploadThing yet", { key: file.key }, error),
        );
      }
    }),
});
export type UploadThingRouter = ReturnType<typeof routerFor>;

/**
 * Answers pages, for the person that `whoAsks` finds, and UploadThing's own service, whose calls are signed; 404 where no
 * account is set.
 */
export function uploadThingRoute(whoAsks: () => Promise<Context>): (request: Request) => Promise<Response> {
  const router = routerFor(whoAsks);
  return async (request) => {
    const token = env().uploadthingToken;
    if (!token) {
      const absent = new AppError("not_found", "Nothing is sent through UploadThing here.");
      return problem(absent, { requestId: newId("request"), path: new URL(request.url).pathname });
    }
    const callbackUrl = `${env().publicUrl}/api/uploadthing`;
    return createRouteHandler({ router, config: { token, callbackUrl, isDev: false, logLevel: "Warning" } })(
      request,
    );
  };
}

export const REMOVE_OUTSIDE_JOB = "uploadthing.remove";
const REMOVE_AFTER_MS = 2 * 60_000;

/**
 * Before anything is fetched, so that it goes within minutes also where this process dies or the service refuses: the job
 * tries for days.
 */
async function planRemoval(key: string): Promise<void> {
  await transaction(undefined, (tx) =>
    enqueue(
      tx,
      REMOVE_OUTSIDE_JOB,
      { key },
      { maxAttempts: 25, runAt: new Date(Date.now() + REMOVE_AFTER_MS) },
    ),
  );
}

/** Also the job's body: what is gone already may be removed once more. Throws where the service refuses. */
export async function removeOutside(key: string): Promise<void> {
  const token = env().uploadthingToken;
  const { success } = await new UTApi({ token, logLevel: "Warning" }).deleteFiles(key);
  if (!success) throw new Error("UploadThing did not remove the file");
}

const sayProblem = (error: unknown): string =>
  isAppError(error) ? error.message : "The picture could not be taken over. Send it again.";
