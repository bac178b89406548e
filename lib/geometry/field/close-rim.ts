/** Inside neighbours are sought this far: what lies beyond never shares a cell with the rim. */
const REACH = 2;

/**
 * Carries the squared half thickness beyond the outline at the slope with which it comes to it, in place, so that the
 * zero between two samples lies where the outline does. A ball hull falls off as the square outside (every point of the
 * rim is a ball of its own, however small) and as the diameter of its great balls inside: interpolated, that put the rim
 * up to half a cell too far out, .9 % of the silhouette at 256 cells.
 *
 * Near the outline the quotient of thickness and distance hardly changes, on either side: it is taken from the inside.
 *
 * @param distance signed distance to the outline in cells
 */
export function closeRim(squared: Float32Array, distance: Float32Array, width: number, height: number): void {
  for (let y = REACH; y < height - REACH; y++)
    for (let x = REACH; x < width - REACH; x++) {
      const i = y * width + x;
      if (distance[i] > 0 || distance[i] < -REACH * 1.5) continue;
      let thickness = 0;
      let depth = 0;
      for (let v = -REACH; v <= REACH; v++)
        for (let j = i + v * width - REACH; j <= i + v * width + REACH; j++) {
          if (distance[j] <= 0 || squared[j] <= 0) continue;
          thickness += squared[j];
          depth += distance[j];
        }
      if (depth > 0) squared[i] = Math.min(-1e-6, (thickness / depth) * distance[i]);
    }
}
