import type { PictureMask } from "./picture-messages";

/** Draws the veil: what is background, in the accent's colour, thick where it is sure. */
export function paintMask(canvas: HTMLCanvasElement, { width, height, alpha }: PictureMask): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const veil = new ImageData(width, height);
  for (let n = 0; n < alpha.length; n++) {
    veil.data[4 * n] = 226;
    veil.data[4 * n + 1] = 74;
    veil.data[4 * n + 2] = 60;
    veil.data[4 * n + 3] = (255 - alpha[n]) * 0.62;
  }
  context.putImageData(veil, 0, 0);
}

/** A round brush drawn from one place to another; its edge is a pixel soft. */
export function dab(
  { width, height, alpha }: PictureMask,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  { radius, value }: { radius: number; value: 0 | 255 },
): void {
  const left = Math.max(0, Math.floor(Math.min(fromX, toX) - radius - 1));
  const right = Math.min(width - 1, Math.ceil(Math.max(fromX, toX) + radius + 1));
  const top = Math.max(0, Math.floor(Math.min(fromY, toY) - radius - 1));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(fromY, toY) + radius + 1));
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const squared = alongX * alongX + alongY * alongY;
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const share = squared > 0 ? ((x + 0.5 - fromX) * alongX + (y + 0.5 - fromY) * alongY) / squared : 0;
      const nearest = Math.min(1, Math.max(0, share));
      const away = Math.hypot(x + 0.5 - fromX - nearest * alongX, y + 0.5 - fromY - nearest * alongY);
      const weight = Math.min(1, Math.max(0, radius - away + 0.5));
      const at = y * width + x;
      alpha[at] = Math.round(alpha[at] + (value - alpha[at]) * weight);
    }
}
