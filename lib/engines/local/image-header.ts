/** What a picture's first bytes tell. */
export interface ImageHeader {
  kind: "png" | "jpeg" | "webp";
  width: number;
  height: number;
  mayHaveAlpha: boolean;
  /** Whether a JPEG keeps one sample of colour for four of brightness (4:2:0). */
  halvedColour?: boolean;
}
