/** What was done to a picture by hand. */
export interface PictureEdit {
  /** Quarter turns clockwise, after the camera's own orientation. */
  turns: number;
  /** Left, top, right, bottom of what is kept, 0 to 1 of the turned picture. */
  crop: readonly [number, number, number, number];
}

/** Coverage by the subject, 0 to 255. */
export interface PictureMask {
  width: number;
  height: number;
  alpha: Uint8Array;
}

export interface PictureRequest {
  turn: number;
  source: Blob;
  edit: PictureEdit;
  mask?: PictureMask;
  /** Its values mean something by themselves: written as PNG, however large. */
  lossless?: boolean;
}

export type PictureReply =
  | { kind: "picture"; turn: number; blob: Blob; width: number; height: number }
  | { kind: "failed"; turn: number; message: string };
