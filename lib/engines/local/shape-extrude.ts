import { AppError } from "@/lib/core/errors";
import type { Shaper } from "./shaped-job";

export const shapeExtrude: Shaper = async () => {
  throw new AppError("invalid_request", "The engine extrude is not offered yet. Use auto.", {
    param: "engine",
  });
};
