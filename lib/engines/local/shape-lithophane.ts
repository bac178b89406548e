import { AppError } from "@/lib/core/errors";
import type { Shaper } from "./shaped-job";

export const shapeLithophane: Shaper = async () => {
  throw new AppError("invalid_request", "The engine lithophane is not offered yet. Use auto.", {
    param: "engine",
  });
};
