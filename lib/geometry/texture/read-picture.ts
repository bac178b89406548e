import type { SkinMaterial, Wrap } from "../formats/skin-builder";
import type { Raster } from "../image/raster";

/** Where a coordinate lies on a picture, 0 to 1, by how the picture goes on beyond its edges. */
export function wrapPlace(value: number, wrap: Wrap): number {
  if (wrap === "clamp") return value < 0 ? 0 : value > 1 ? 1 : value;
  const cell = Math.floor(value);
  const share = value - cell;
  return wrap === "mirror" && cell % 2 !== 0 ? 1 - share : share;
}

/** Where in the raster's data the pixel at a place begins. */
export function pixelAt({ width, height }: Raster, [u, v]: readonly number[], wrap: SkinMaterial["wrap"]) {
  const column = Math.min(width - 1, Math.floor(wrapPlace(u, wrap[0]) * width));
  const row = Math.min(height - 1, Math.floor(wrapPlace(v, wrap[1]) * height));
  return 4 * (row * width + column);
}

/** Of each channel, what the material's tint makes of a byte: multiplied in linear light, as glTF has it. */
export function tintTables({ tint }: SkinMaterial): Uint8Array[] {
  return tint.map((share) =>
    Uint8Array.from({ length: 256 }, (_, byte) => (share >= 1 ? byte : toSrgb(share * toLinear(byte)))),
  );
}

/** sRGB bytes of linear light. */
export function toSrgb(linear: number): number {
  return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}

export function toLinear(byte: number): number {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
