/** What was left out, where it is too much to be dirt: a hair line of which only specks stand out. */
export const speckNotes = (specks: number): string[] =>
  specks < MANY_SPECKS
    ? []
    : [
        `${specks.toLocaleString("en")} specks were too small to keep and were left out. ` +
          "If they are a line, draw it wider or send a larger picture.",
      ];

const MANY_SPECKS = 10;
