import { AppError } from "@/lib/core/errors";

/** What is said of a depth map that tells nothing. */
export const flatDepth = (): AppError =>
  new AppError("invalid_image", "The depth map shows one single depth. Send one in which white is near.", {
    param: "depth_map",
  });
