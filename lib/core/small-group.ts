/** A figure of fewer people or organizations than this is shown to nobody: a small group would tell of single ones. */
export const SMALLEST_GROUP = 10;
