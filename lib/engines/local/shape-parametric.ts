import { shapeField } from "@/lib/geometry/field/shape-field";
import { understandPrompt } from "../check-prompt";
import { requirePrompt } from "./require-input";
import type { Shaper } from "./shaped-job";

/** A shape built from measures. A size stated in the prompt wins over the job's, because it is the nearer wish. */
export const shapeParametric: Shaper = async (job, note) => {
  const recipe = understandPrompt(requirePrompt(job));
  note("shaping", 10);
  const { field, colorAt, sizeMmHint } = shapeField(recipe, { resolution: job.resolution });
  return {
    engine: "parametric",
    engineReason: `The prompt names a shape that is built from measures: ${recipe.noun}.`,
    solid: { kind: "field", field, colorAt },
    sizeMm: sizeMmHint?.sizeMm ?? job.sizeMm,
    sizeAxis: sizeMmHint?.axis ?? job.sizeAxis,
    painted: true,
    notes:
      recipe.unread.length > 0
        ? [`These words changed nothing: ${recipe.unread.slice(0, 12).join(", ")}.`]
        : [],
  };
};
