import type { SubjectMaps } from "./frame-subject";
import { forceRevolution, revolveEvidence } from "./revolve-evidence";

/**
 * Makes the squared thickness that of a turned body, on strict evidence or on demand, and says so in the notes.
 * @returns how far it was turned, 0 to 1.
 */
export function applyRevolution(
  squared: Float32Array,
  subject: SubjectMaps,
  light: Float32Array,
  symmetry: "auto" | "off" | "revolve",
  notes: string[],
): number {
  if (symmetry === "off") return 0;
  const { width, height, coverage } = subject;
  const turned =
    symmetry === "revolve"
      ? forceRevolution(coverage, width, height)
      : revolveEvidence(coverage, light, width, height);
  if (!turned) return 0;
  notes.push("The outline is that of a turned body, so it was made round about its upright axis.");
  for (let y = 0; y < height; y++) {
    const half = turned.halfWidth[y];
    if (half <= 0) continue;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const round = half * half - (x - turned.axis) * (x - turned.axis);
      // The silhouette is the mask's business: the hull's sign stays where the two disagree.
      if (squared[i] > 0 && round > 0) squared[i] += (round - squared[i]) * turned.weight;
    }
  }
  return turned.weight;
}
