import { env } from "@/lib/core/env";
import type { Generation, GenerationPage } from "@/lib/generations/schema";

/**
 * A generation for a page of this portal: its signed addresses without the host, so that they work under whatever name
 * the browser reached the portal by.
 */
export function withLocalLinks(generation: Generation): Generation {
  return {
    ...generation,
    files: generation.files.map((file) => ({ ...file, url: toLocal(file.url) })),
    preview_url: generation.preview_url && toLocal(generation.preview_url),
    thumbnail_url: generation.thumbnail_url && toLocal(generation.thumbnail_url),
    input_url: generation.input_url && toLocal(generation.input_url),
    depth_map_url: generation.depth_map_url && toLocal(generation.depth_map_url),
    normal_map_url: generation.normal_map_url && toLocal(generation.normal_map_url),
  };
}

export function pageWithLocalLinks(page: GenerationPage): GenerationPage {
  return { ...page, data: page.data.map(withLocalLinks) };
}

/** An address of ours without the host. */
export function toLocal(url: string): string {
  const { publicUrl } = env();
  return url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url;
}
