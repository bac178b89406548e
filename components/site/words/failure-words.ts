import type { Language } from "./languages";

interface FailureWords {
  title: string;
  /** Without the frame that knows a number. */
  inMoment: string;
  text: string;
  again: string;
  overview: string;
  nothing: string;
  nowhere: string;
  generations: string;
  docs: string;
}

/** What the pages say that stand where another could not: one small file, as a browser fetches it with every page. */
export const failureWords: Record<Language, FailureWords> = {
  en: {
    title: "Something went wrong on our side",
    inMoment: "Nothing that you did is lost. Try again in a moment.",
    text: "Nothing that you did is lost, and no credits were taken. Try again; if it stays, tell us the number below.",
    again: "Try again",
    overview: "Overview",
    nothing: "There is nothing on this layer",
    nowhere:
      "The address leads nowhere, or to something that was deleted or belongs to another organization. Check it, or go on from here.",
    generations: "Your generations",
    docs: "Documentation",
  },
  de: {
    title: "Bei uns ist etwas schiefgegangen",
    inMoment: "Nichts von dem, was Sie getan haben, ist verloren. Versuchen Sie es gleich noch einmal.",
    text: "Nichts von dem, was Sie getan haben, ist verloren, und es wurden keine Credits abgezogen. Versuchen Sie es noch einmal; bleibt es dabei, nennen Sie uns die Nummer unten.",
    again: "Noch einmal versuchen",
    overview: "Übersicht",
    nothing: "Auf dieser Schicht ist nichts",
    nowhere:
      "Die Adresse führt nirgendwohin, oder zu etwas, das gelöscht wurde oder einer anderen Organisation gehört. Prüfen Sie sie, oder gehen Sie von hier aus weiter.",
    generations: "Ihre Modelle",
    docs: "Dokumentation",
  },
};
