"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { toLocal, withLocalLinks } from "@/lib/api/local-links";
import { onceFrom } from "@/lib/api/once-from";
import { createGeneration, loadPicture, quoteGeneration } from "@/lib/generations";
import { CreateGeneration } from "@/lib/generations/contract";
import { GenerationSettings } from "@/lib/generations/schema";
import type { Context } from "@/lib/db";
import { ProjectId } from "@/lib/privacy/schema";
import { createUpload, getUpload } from "@/lib/uploads";
import { CreateUpload, UploadId } from "@/lib/uploads/schema";

const uploadIds = z.array(UploadId).max(6).default([]);
/** Of the front that the picture shows; one of them at most. */
const maps = z.strictObject({ depth_map: UploadId.optional(), normal_map: UploadId.optional() }).default({});
/** Whose rules hold as well. */
const project = ProjectId.optional();
/** Drawn by the page for each wish: the same again makes nothing twice. */
const once = z.uuid();

/** Makes what the form says, from pictures and a map that were sent ahead. */
export const submitAction = action(
  z.strictObject({ settings: GenerationSettings, uploadIds, maps, once, project }),
  async (ctx, { settings, uploadIds: ids, maps: { depth_map: depth, normal_map: normals }, ...wish }) => {
    const onceId = onceFrom(ctx, wish.once);
    const made = await createGeneration(
      { ...within(ctx, wish.project), onceId },
      {
        settings,
        uploadIds: ids.length > 0 ? ids : undefined,
        depthMap: depth ? { uploadId: depth } : undefined,
        normalMap: normals ? { uploadId: normals } : undefined,
      },
    );
    return withLocalLinks(made);
  },
);

/** What it would cost, after the checks that it would have to pass. */
export const quoteAction = action(
  z.strictObject({ settings: GenerationSettings, uploadIds, project }),
  (ctx, { settings, uploadIds: ids, project: projectId }) =>
    quoteGeneration(within(ctx, projectId), { settings, uploadIds: ids.length > 0 ? ids : undefined }),
);

/** As the same person in a project of theirs: the verbs look whether it is one, and open. */
const within = (ctx: Context, projectId?: string): Context =>
  ctx.actor.kind === "user" ? { ...ctx, actor: { ...ctx.actor, projectId } } : ctx;

/** Announces a picture; its bytes go to the address in the answer, without the host. */
export const announceUploadAction = action(CreateUpload, async (ctx, input) => {
  const upload = await createUpload(ctx, input);
  return { ...upload, put: { ...upload.put, url: toLocal(upload.put.url) } };
});

export const getUploadAction = action(z.strictObject({ id: UploadId }), (ctx, { id }) => getUpload(ctx, id));

export const fetchPictureAction = action(
  z.strictObject({ address: CreateGeneration.shape.image_url.unwrap() }),
  (ctx, { address }) => loadPicture(ctx, address),
);
