/** What we use of opentype.js 2, which ships no types. */
declare module "opentype.js/dist/opentype.mjs" {
  export interface PathCommand {
    type: "M" | "L" | "Q" | "C" | "Z";
    x: number;
    y: number;
    x1: number;
    y1: number;
    x2: number;
    y2: number;
  }
  export interface Glyph {
    index: number;
    advanceWidth?: number;
    /** In font units, y up. */
    path: { commands: PathCommand[] };
  }
  export interface Font {
    unitsPerEm: number;
    tables: { os2: { sCapHeight?: number } };
    charToGlyph(character: string): Glyph;
    charToGlyphIndex(character: string): number;
    getKerningValue(left: Glyph, right: Glyph): number;
  }
  export function parse(bytes: ArrayBuffer): Font;
}
