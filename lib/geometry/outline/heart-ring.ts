/** Height of {@link heartRing} over its width. */
export const HEART_ASPECT = 0.9043;
/** How far the notch lies below the upper edge, as a share of the width. */
export const HEART_NOTCH = 0.2168;

/**
 * A heart, counter-clockwise from its notch, `widthMm` across, tip down at y = 0 and centred on x = 0: the familiar curve
 * x = 16 sin³t, y = 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t.
 */
export function heartRing(widthMm: number, points = 256): [x: number, y: number][] {
  const unit = widthMm / 32;
  return Array.from({ length: points }, (_, n) => {
    const t = (-2 * Math.PI * n) / points;
    const y = 13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t);
    return [unit * 16 * Math.sin(t) ** 3, unit * (y + 17)];
  });
}
