/** What a picture's first bytes tell. */
export interface ImageHeader {
  kind: "png" | "jpeg" | "webp";
  width: number;
  height: number;
  mayHaveAlpha: boolean;
}
