"use client";
import { ModelViewer } from "@/components/viewer/model-viewer";
import type { SharedModel } from "@/lib/generations/schema";

/** A shared model in 3D, with the few tools that a visitor needs. */
export function SharedViewer({ model, className }: { model: SharedModel; className?: string }) {
  return (
    <ModelViewer
      brief
      src={model.preview_url}
      poster={model.thumbnail_url}
      name={model.title}
      sizeMm={model.size_mm ?? undefined}
      triangles={model.triangles ?? undefined}
      volumeMm3={model.volume_mm3 ?? undefined}
      className={className}
    />
  );
}
