import { AppError } from "@/lib/core/errors";
import type { Shaper } from "../local/shaped-job";

/** What somebody outside will make cannot be shown before they made it. */
export const shapeGenerative: Shaper = () =>
  Promise.reject(
    new AppError("invalid_request", "An outside engine has no preview: its model is seen when it is made."),
  );
