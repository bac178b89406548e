import { parentPort } from "node:worker_threads";
import { helpWith } from "@/lib/geometry/crew/claim-parts";
import { steps } from "@/lib/geometry/crew/steps";
import type { HelpRequest } from "./shared-crew";

/** The body of a helper's thread: it joins in with each step that it is asked for. A part that fails is left to the owner. */
parentPort?.on("message", ({ step, data, claims }: HelpRequest) => {
  try {
    helpWith(claims, () => {
      const found = steps.get(step);
      if (!found) throw new Error(`There is no step ${step}`);
      return found.open(data as never);
    });
  } catch {
    // The owner does the part again, and meets the error itself.
  }
});
