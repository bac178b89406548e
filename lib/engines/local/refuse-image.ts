import { AppError } from "@/lib/core/errors";

/** `invalid_image`; the message says what is wrong and what to send instead. */
export const broken = (message: string): AppError =>
  new AppError("invalid_image", message, { param: "image" });

export const animated = (): AppError => broken("The picture is an animation. Send one still frame of it.");
