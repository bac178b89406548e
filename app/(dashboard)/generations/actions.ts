"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { pageWithLocalLinks, withLocalLinks } from "@/lib/api/local-links";
import {
  cancelGeneration,
  createGeneration,
  discardGenerations,
  getGeneration,
  listGenerations,
  restoreGenerations,
} from "@/lib/generations";
import { GenerationSettings, ListGenerations } from "@/lib/generations/schema";

const ById = z.strictObject({ id: z.string().max(64) });
const MAX_IMAGE_BYTES = 20 * 1024 * 1024;

const Submission = z.strictObject({
  settings: GenerationSettings,
  image: z
    .instanceof(Blob)
    .refine((image) => image.size <= MAX_IMAGE_BYTES, "The picture may have up to 20 MB.")
    .optional(),
});

export const createGenerationAction = action(Submission, async (ctx, { settings, image }) => {
  const bytes = image && new Uint8Array(await image.arrayBuffer());
  return withLocalLinks(await createGeneration(ctx, { settings, image: bytes }));
});

export const getGenerationAction = action(ById, async (ctx, { id }) =>
  withLocalLinks(await getGeneration(ctx, id)),
);

export const listGenerationsAction = action(ListGenerations, async (ctx, query) =>
  pageWithLocalLinks(await listGenerations(ctx, query)),
);

export const cancelGenerationAction = action(ById, async (ctx, { id }) =>
  withLocalLinks(await cancelGeneration(ctx, id)),
);

const ByIds = z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(100) });

export const deleteGenerationsAction = action(ByIds, (ctx, { ids }) => discardGenerations(ctx, ids));

export const restoreGenerationsAction = action(ByIds, (ctx, { ids }) => restoreGenerations(ctx, ids));
