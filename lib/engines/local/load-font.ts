import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, type Font } from "opentype.js/dist/opentype.mjs";
import type { FontName } from "../settings/text";

/**
 * A bundled font, parsed once a process (about 20 ms). Each is under the SIL Open Font License, which stands beside it;
 * they are cut down to Latin, Greek and Cyrillic and to pair kerning.
 */
export function loadFont(name: FontName): Font {
  const known = loaded.get(name);
  if (known) return known;
  const { buffer, byteOffset, byteLength } = readFileSync(
    path.resolve(/* turbopackIgnore: true */ "lib/engines/fonts", files[name]),
  );
  const font = parse(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  loaded.set(name, font);
  return font;
}

/** Fonts are read from the disk as they are needed; a browser has to fetch them before. */
export const openFonts = async (): Promise<void> => {};

const loaded = new Map<FontName, Font>();

const files: Record<FontName, string> = {
  sans: "noto-sans-bold.ttf",
  rounded: "nunito-extra-bold.ttf",
  slab: "bitter-extra-bold.ttf",
  script: "pacifico-regular.ttf",
};
