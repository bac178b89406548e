import { AppError } from "@/lib/core/errors";

interface Size {
  width: number;
  height: number;
}

/**
 * A stretched depth map is still one; a stretched normal map has the slopes of another body. Throws `invalid_image` where a
 * normal map has other proportions than its picture.
 */
export function requireAlike(picture: Size, map: Size): void {
  const off = Math.abs(map.width * picture.height - map.height * picture.width);
  // Either may have been rounded to whole pixels on its way.
  if (off <= 0.02 * map.width * picture.height + Math.max(picture.width, picture.height)) return;
  throw new AppError(
    "invalid_image",
    `The normal map has other proportions (${map.width} × ${map.height}) than the picture (${picture.width} × ${picture.height}). Send one that shows the same as the picture, pixel for pixel or evenly scaled.`,
    { param: "normal_map" },
  );
}
