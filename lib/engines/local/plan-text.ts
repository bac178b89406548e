import { AppError } from "@/lib/core/errors";
import type { PathRing } from "@/lib/geometry/outline/flatten-path";
import type { EngineJob } from "../engine";
import { TextSettings } from "../settings/text";
import { cleanText } from "./clean-text";
import { setText } from "./set-text";

/** Everything about the words in millimetres, before any solid is built. */
export interface TextPlan {
  settings: TextSettings;
  /** Letters' outlines by the non-zero rule; their ink begins at 0, 0. */
  letters: PathRing[];
  bars: PathRing[];
  width: number;
  height: number;
  heightMm: number;
  holeMm: number;
  outline: "rectangle" | "contour";
  capHeightMm: number;
}

export type TextWish = Pick<EngineJob, "sizeMm" | "sizeAxis"> & {
  prompt: string;
  text?: Partial<TextSettings>;
};

/**
 * Sets the words and scales them so that the whole model, margins and hole included, has the wished size.
 * @throws AppError `invalid_request` for what cannot be set, built, or read at this size.
 */
export function planText({ prompt, text, sizeMm, sizeAxis }: TextWish): TextPlan {
  const settings = TextSettings.parse(text ?? {});
  const { style, relief, base_mm } = settings;
  const heightMm = settings.height_mm ?? (style === "letters" ? 5 : 1.6);
  const holeMm = settings.hole_mm ?? { keychain: 5, sign: 4, plate: 0, letters: 0 }[style];
  if (sizeAxis === "z")
    throw refusal(
      "size_axis",
      "Words lie flat: their thickness is base_mm and height_mm. Measure them by x or y.",
    );
  if (style !== "letters" && relief === "deboss" && heightMm > base_mm - FLOOR_MM)
    throw refusal(
      "text",
      `A cut of ${heightMm} mm leaves no floor in a plate of ${base_mm} mm. ` +
        `Make height_mm at most ${(base_mm - FLOOR_MM).toFixed(1)}, or base_mm larger.`,
    );

  const { ink, rings, bars, capHeight } = setText(cleanText(prompt, settings), settings);
  const [emWidth, emHeight] = [ink[2] - ink[0], ink[3] - ink[1]];
  if (!(emWidth > 0 && emHeight > 0))
    throw refusal("prompt", "There is no text to model. Send at least one letter.");
  const [addX, addY] = surroundings(settings, holeMm);
  const byX = (sizeMm - addX) / emWidth;
  const byY = (sizeMm - addY) / emHeight;
  const scale = sizeAxis === "x" ? byX : sizeAxis === "y" ? byY : Math.min(byX, byY);
  if (!(scale * capHeight >= MIN_CAP_MM)) {
    const least = Math.max(
      sizeAxis === "y" ? 0 : addX + (MIN_CAP_MM / capHeight) * emWidth,
      sizeAxis === "x" ? 0 : addY + (MIN_CAP_MM / capHeight) * emHeight,
    );
    throw refusal(
      "size_mm",
      `At ${sizeMm} mm the letters would be under ${MIN_CAP_MM} mm tall. ` +
        `Ask for at least ${Math.ceil(least)} mm, fewer words, or a smaller margin_mm.`,
    );
  }
  const toMm = (ring: PathRing): PathRing =>
    ring.map(([x, y]): [number, number] => [(x - ink[0]) * scale, (y - ink[1]) * scale]);
  return {
    settings,
    letters: rings(CHORD_MM / scale).map(toMm),
    bars: bars.map(toMm),
    width: emWidth * scale,
    height: emHeight * scale,
    heightMm,
    holeMm,
    outline: settings.outline ?? (style === "keychain" ? "contour" : "rectangle"),
    capHeightMm: capHeight * scale,
  };
}

/** What stands round a hole. */
export const holeWallMm = (marginMm: number): number => Math.max(2, Math.min(marginMm, 4));

/** Half of a layer of ink's width would already show; this is a tenth of a usual layer's height. */
const CHORD_MM = 0.02;
const MIN_CAP_MM = 0.5;
const FLOOR_MM = 0.4;

/** What margins, holes and tabs add to the ink's width and height. */
function surroundings({ style, margin_mm }: TextSettings, holeMm: number): [number, number] {
  if (style === "letters") return [0, 0];
  const round = 2 * margin_mm;
  if (style === "keychain" && holeMm > 0) return [round + holeMm + holeWallMm(margin_mm), round];
  if (style === "sign" && holeMm > 0) return [round + 2 * (holeMm + holeWallMm(margin_mm)), round];
  return [round, round];
}

const refusal = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
