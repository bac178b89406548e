import { listOffered } from "@/lib/engines";
import type { EngineList } from "./schema";

/** What a caller may name as `engine`: the embedded ones, an outside one where it is declared, and `auto`, which takes what suits the input. */
export function listEngines(): EngineList {
  const auto = {
    name: "auto" as const,
    input: "any" as const,
    description: "Takes the engine that suits the input.",
  };
  return { object: "list", data: [auto, ...listOffered()], has_more: false };
}
