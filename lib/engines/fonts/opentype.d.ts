/** What we use of opentype.js 2, which ships no types. */
declare module "opentype.js/dist/opentype.mjs" {
  export interface Glyph {
    index: number;
    advanceWidth?: number;
    /** In font units, y up. */
    path: { commands: import("@/lib/geometry/outline/flatten-path").PathStep[] };
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
