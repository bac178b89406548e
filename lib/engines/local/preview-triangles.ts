/** What a first look in a browser loads at once. */
export const PREVIEW_TRIANGLES = 40_000;
