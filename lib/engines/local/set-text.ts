import type { Glyph } from "opentype.js/dist/opentype.mjs";
import { flattenPath, type PathRing } from "@/lib/geometry/outline/flatten-path";
import { loadFont } from "#host/load-font";
import type { TextSettings } from "../settings/text";

/** Lines of type in em, y up, the first baseline at y = 0. */
export interface SetText {
  /** Outlines of all letters, to be filled by the non-zero rule; chords within the tolerance (em). */
  rings: (tolerance: number) => PathRing[];
  /** What the ink covers: low x, low y, high x, high y. Absent where there is none. */
  ink: readonly [number, number, number, number];
  /** Height of a capital. */
  capHeight: number;
  /** One bar under each line. */
  bars: PathRing[];
}

/**
 * Sets lines of text: advance widths, pair kerning, spacing, alignment. Shaping by the font's substitution tables is left
 * out: for Latin, Greek and Cyrillic it brings ligatures only, and opentype.js fails on some of the tables.
 */
export function setText(lines: string[], settings: TextSettings): SetText {
  const font = loadFont(settings.font);
  const em = font.unitsPerEm;
  const rows = lines.map((line) => {
    const row = { letters: [] as { glyph: Glyph; x: number }[], width: 0 };
    let before: Glyph | undefined;
    for (const character of line) {
      const glyph = font.charToGlyph(character);
      if (before) row.width += font.getKerningValue(before, glyph) / em + settings.letter_spacing_em;
      row.letters.push({ glyph, x: row.width });
      row.width += (glyph.advanceWidth ?? 0) / em;
      before = glyph;
    }
    return row;
  });
  const widest = Math.max(...rows.map(({ width }) => width));
  const share = { left: 0, center: 0.5, right: 1 }[settings.align];
  const placed = rows.map((row, i) => ({
    ...row,
    x: share * (widest - row.width),
    y: -i * LINE_EM * settings.line_spacing,
  }));
  const rings = (tolerance: number): PathRing[] =>
    placed.flatMap(({ letters, x, y }) =>
      letters.flatMap(({ glyph, x: dx }) =>
        flattenPath(glyph.path.commands, tolerance * em).map((ring) =>
          ring.map(([px, py]): [number, number] => [x + dx + px / em, y + py / em]),
        ),
      ),
    );
  const bars = settings.underline
    ? placed.filter(({ letters }) => letters.length > 0).map(({ x, y, width }) => bar(x, y, width))
    : [];
  return {
    rings,
    bars,
    ink: extent([...rings(COARSE_EM), ...bars]),
    capHeight: (font.tables.os2.sCapHeight ?? 0.7 * em) / em,
  };
}

/** From one baseline to the next. */
const LINE_EM = 1.2;
const COARSE_EM = 0.0005;

/** Reaches over the baseline far enough to grip letters that stand on it; wound as TrueType winds its outlines. */
const bar = (x: number, y: number, width: number): PathRing => [
  [x, y + 0.03],
  [x + width, y + 0.03],
  [x + width, y - 0.13],
  [x, y - 0.13],
];

function extent(rings: PathRing[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (const [x, y] of ring) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  return box;
}
