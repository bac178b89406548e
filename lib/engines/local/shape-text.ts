import { AppError } from "@/lib/core/errors";
import type { Shaper } from "./shaped-job";

export const shapeText: Shaper = async () => {
  throw new AppError("invalid_request", "The engine text is not offered yet. Use auto.", { param: "engine" });
};
