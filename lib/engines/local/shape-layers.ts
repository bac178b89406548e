import { AppError } from "@/lib/core/errors";
import type { Shaper } from "./shaped-job";

export const shapeLayers: Shaper = async () => {
  throw new AppError("invalid_request", "The engine layers is not offered yet. Use auto.", {
    param: "engine",
  });
};
