import { notFound } from "next/navigation";
import { cache } from "react";
import { toLocal } from "@/lib/api/local-links";
import { isAppError } from "@/lib/core/errors";
import { openShare } from "@/lib/generations";
import type { SharedModel } from "@/lib/generations/schema";

/** What a share's address shows, asked once a request; whatever does not open is one and the same missing page. */
export const findShared = cache(async (token: string): Promise<SharedModel> => {
  try {
    const model = await openShare(token);
    return {
      ...model,
      preview_url: toLocal(model.preview_url),
      thumbnail_url: model.thumbnail_url && toLocal(model.thumbnail_url),
      files: model.files.map((file) => ({ ...file, url: toLocal(file.url) })),
    };
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
});
