import { renderMesh } from "@/lib/geometry/image/render-mesh";
import type { Raster } from "@/lib/geometry/image/raster";
import type { PreviewModel } from "./make-preview";

/** A preview as a picture, for a browser without WebGL. What lies on its back is looked at from above. */
export function drawStill({ positions, indices, colors, sizeMm }: PreviewModel, side: number): Raster {
  const lying = sizeMm.z < 0.35 * Math.max(sizeMm.x, sizeMm.y);
  const view = lying ? { azimuth: 0, elevation: 62 } : { azimuth: 28, elevation: 18 };
  return renderMesh(
    { positions, indices, ...(colors ? { colors } : {}) },
    { width: side, height: side, ...view },
  );
}
