import { parse, type Font } from "opentype.js/dist/opentype.mjs";
import type { FontName } from "../settings/text";

/** A font that {@link openFonts} has fetched. */
export function loadFont(name: FontName): Font {
  const font = loaded.get(name);
  if (!font) throw new Error(`The font ${name} was not fetched.`);
  return font;
}

/** Fetches the fonts, once: a word that one cannot set is answered with those that can. */
export function openFonts(): Promise<unknown> {
  return (opening ??= Promise.all(
    Object.entries(addresses).map(async ([name, address]) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`The font ${name} could not be fetched: ${answer.status}.`);
      loaded.set(name as FontName, parse(await answer.arrayBuffer()));
    }),
  ).catch((error: unknown) => {
    opening = undefined;
    throw error;
  }));
}

let opening: Promise<unknown> | undefined;
const loaded = new Map<FontName, Font>();

const addresses: Record<FontName, URL> = {
  sans: new URL("../fonts/noto-sans-bold.ttf", import.meta.url),
  rounded: new URL("../fonts/nunito-extra-bold.ttf", import.meta.url),
  slab: new URL("../fonts/bitter-extra-bold.ttf", import.meta.url),
  script: new URL("../fonts/pacifico-regular.ttf", import.meta.url),
};
