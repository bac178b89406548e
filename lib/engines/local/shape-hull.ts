import { AppError } from "@/lib/core/errors";
import type { Shaper } from "./shaped-job";

export const shapeHull: Shaper = async () => {
  throw new AppError("invalid_request", "The engine hull is not offered yet. Use auto.", { param: "engine" });
};
