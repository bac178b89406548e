/**
 * Pixels along the longest side that a model of `resolution` cells can show: 1.75 a cell across the whole frame, so that a
 * subject of half the frame still has nearly one. Every step behind costs by the pixel.
 */
export const rasterSide = (resolution: number): number =>
  Math.max(LEAST_SIDE, Math.ceil(PIXELS_PER_CELL * resolution));

const PIXELS_PER_CELL = 1.75;
/** The size at which the search for the subject works: a picture of it is searched as it is. */
const LEAST_SIDE = 448;
