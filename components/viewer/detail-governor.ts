/** A frame that takes longer than this stutters. */
const SLOW_MS = 45;
const SLOW_FRAMES = 2;

/**
 * Decides whether a moving model is drawn small. A card that draws every triangle in time always does; one that was slow
 * twice in a row shows the small model while the camera moves, and all of it as soon as it rests.
 */
export class DetailGovernor {
  private slowFrames = 0;
  private wasMoving = false;

  /** @param sinceLastMs since the frame before; of the first frame after a rest it says nothing. */
  wantsLess(moving: boolean, sinceLastMs: number): boolean {
    if (moving && this.wasMoving && this.slowFrames < SLOW_FRAMES)
      this.slowFrames = sinceLastMs > SLOW_MS ? this.slowFrames + 1 : 0;
    this.wasMoving = moving;
    return moving && this.slowFrames >= SLOW_FRAMES;
  }
}
