import { AppError } from "@/lib/core/errors";

/**
 * Refuses what came as a normal map and is none, by directions as `readNormals` gives them.
 *
 * @throws AppError `invalid_image` for other pictures, for another space than the camera's, and for one single direction
 */
export function refuseOtherNormals(normals: Float32Array): void {
  const { known, unit, away, spread } = measure(normals);
  if (known === 0 || unit < MOSTLY * known)
    throw refused(
      "The picture in normal_map is no normal map: its colours are not directions of length one. Send one whose red, green and blue run from −1 to 1, or a grey one as depth_map.",
    );
  if (away > AWAY * known)
    throw refused(
      "The normal map looks away from the viewer in many places. Send one in the camera's space, in which blue points towards the viewer.",
    );
  if (spread < 1e-4)
    throw refused("The normal map looks one single way. Send one that shows the subject's shape.");
}

/** A JPEG or a resampled edge bends a length by less than this. */
const OFF_UNIT = 0.15;
/** Of the pixels that say something at all: so many must be of unit length, so many may look away from the viewer. */
const MOSTLY = 0.9;
const AWAY = 0.1;

/** How many pixels say something, are of unit length, look away; and how far directions spread about their mean. */
function measure(normals: Float32Array) {
  const sum = [0, 0, 0];
  let [known, unit, away] = [0, 0, 0];
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = normals.subarray(i, i + 3);
    const length = Math.sqrt(x * x + y * y + z * z);
    if (Number.isNaN(length)) continue;
    known++;
    if (Math.abs(length - 1) < OFF_UNIT) unit++;
    if (z < -0.1) away++;
    sum[0] += x / length;
    sum[1] += y / length;
    sum[2] += z / length;
  }
  return { known, unit, away, spread: 1 - Math.sqrt(sum[0] ** 2 + sum[1] ** 2 + sum[2] ** 2) / (known || 1) };
}

const refused = (message: string): AppError =>
  new AppError("invalid_image", message, { param: "normal_map" });
