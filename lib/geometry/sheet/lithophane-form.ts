export type LithophaneShape = "flat" | "curved" | "cylinder" | "sphere";

/** A sheet bent in space. Millimetres; the back is what is bent, the front stands off it by the thickness. */
export interface LithophaneForm {
  shape: LithophaneShape;
  /** Along the back: across, and up. Both with the frame. */
  widthMm: number;
  heightMm: number;
  /** Of the back; infinite for flat ones. */
  radiusMm: number;
  /** Angle from the left to the right end, in radians. */
  turn: number;
  /** Angles from a ball's top to its lower and upper border, in radians. */
  lowest: number;
  highest: number;
  /** The lower border of a ball's front: as high as that of its back, so that it stands on a flat rim. */
  lowestFront: number;
  /** Flat ones lie on their back instead of standing. */
  lying: boolean;
}

/**
 * Where a place of the sheet comes to stand: x right, y away from the viewer, z up. The middle of the picture looks at
 * the viewer, the ends meet behind.
 */
export function bendPoint(
  form: LithophaneForm,
  u: number,
  v: number,
  thicknessMm: number,
  out: Float32Array,
  at: number,
): void {
  if (form.shape === "flat") {
    out[at] = (u - 0.5) * form.widthMm;
    out[at + 1] = form.lying ? v * form.heightMm : -thicknessMm;
    out[at + 2] = form.lying ? thicknessMm : v * form.heightMm;
    return;
  }
  const angle = (u - 0.5) * form.turn;
  const radius = form.radiusMm + thicknessMm;
  if (form.shape === "sphere") {
    const lowest = thicknessMm > 0 ? form.lowestFront : form.lowest;
    const fromTop = lowest + v * (form.highest - lowest);
    const across = radius * Math.sin(fromTop);
    out[at] = across * Math.sin(angle);
    out[at + 1] = -across * Math.cos(angle);
    out[at + 2] = radius * Math.cos(fromTop);
    return;
  }
  out[at] = radius * Math.sin(angle);
  out[at + 1] = -radius * Math.cos(angle);
  out[at + 2] = v * form.heightMm;
}

/** How far the middle of a chord lies off the bent front, for steps of so many radians across and up. */
export function sagMm(
  form: LithophaneForm,
  thicknessMm: number,
  across: number,
  up: number,
): [number, number] {
  if (form.shape === "flat") return [0, 0];
  const radius = form.radiusMm + thicknessMm;
  return [radius * (1 - Math.cos(across / 2)), form.shape === "sphere" ? radius * (1 - Math.cos(up / 2)) : 0];
}
