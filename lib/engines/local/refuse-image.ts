import { AppError } from "@/lib/core/errors";

/** `invalid_image`; the message says what is wrong and what to send instead. */
export const broken = (message: string): AppError =>
  new AppError("invalid_image", message, { param: "image" });

export const animated = (): AppError => broken("The picture is an animation. Send one still frame of it.");

const MIN_SIDE = 64;

/** Throws `image_too_small`. */
export function refuseSmall({ width, height }: { width: number; height: number }): void {
  if (Math.min(width, height) < MIN_SIDE)
    throw new AppError(
      "image_too_small",
      `The picture has ${width} × ${height} px. Send at least ${MIN_SIDE} px a side; 512 and more give detail.`,
      { param: "image" },
    );
}
