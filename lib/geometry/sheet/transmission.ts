export interface Transmission {
  /** Thickness where the picture is white, in millimetres; above 0. */
  minMm: number;
  /** Thickness where it is black. */
  maxMm: number;
  /** The filament's constant: light falls to 1/e over one part in so many millimetres. */
  attenuationPerMm: number;
}

/**
 * Thickness in millimetres that lets through as much light as the picture shows, for lightness 0 to 1 in sRGB's curve.
 *
 * What passes falls off about exponentially with thickness (Beer and Lambert), so thickness is the logarithm of light:
 * equal steps of light need ever more plastic towards the dark. Milky plastics scatter, and measured on plates of 1 to
 * 4 mm no single exponential fits them exactly (Hamp, Logan and Shaw, Applied Optics 60, 6573, 2021), so the constant
 * is best taken between the two thicknesses in use. Makers of multi-colour prints speak of a transmission distance, for
 * white PLA 2.5 to 5.5 mm, through which a tenth of the light passes (.92 to .42 a millimetre), or 1/e of it: they do not
 * agree. How a plate is printed matters as much (Polymers 16, 2862, 2024). So the default is only a start: measure.
 *
 * The range from white to black is laid on what the two thicknesses let through, e^(−μ·max) to e^(−μ·min). A straight
 * line from lightness to thickness, the usual shortcut, drowns the middle greys.
 */
export function thicknessOf(lightness: number, { minMm, maxMm, attenuationPerMm }: Transmission): number {
  const darkest = Math.exp(-attenuationPerMm * (maxMm - minMm));
  const passed = darkest + (1 - darkest) * linearLight(lightness);
  return minMm - Math.log(passed) / attenuationPerMm;
}

/** The same for every sample in place, by a table of 1,024 steps. */
export function thickenLight(light: Float32Array, transmission: Transmission): Float32Array {
  const table = Float32Array.from({ length: STEPS + 2 }, (_, step) =>
    thicknessOf(Math.min(1, step / STEPS), transmission),
  );
  for (let at = 0; at < light.length; at++) {
    const step = Math.max(0, Math.min(1, light[at])) * STEPS;
    const low = step | 0;
    light[at] = table[low] + (step - low) * (table[low + 1] - table[low]);
  }
  return light;
}

const STEPS = 1024;

const linearLight = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
