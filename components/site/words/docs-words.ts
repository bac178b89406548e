import type { Language } from "./languages";

export interface DocsWords {
  /** The names of the navigations. */
  docs: string;
  chapters: string;
  tabs: {
    start: string;
    reference: string;
    errors: string;
    changelog: string;
    gallery: string;
    performance: string;
    operations: string;
  };
  search: string;
  anotherSearch: string;
  nothingFound: string;
  onePart: string;
  parts: string;
  markdown: string;
  filter: string;
  calls: string;
  noCall: string;
  tryIt: string;
  close: string;
  /** That the text itself is in English; empty where that needs no word. */
  inEnglish: string;
}

/** What stands around the text of the docs, which is in English alone. */
export const docsWords: Record<Language, DocsWords> = {
  en: {
    docs: "Docs",
    chapters: "Chapters",
    tabs: {
      start: "Quick start",
      reference: "API reference",
      errors: "Error codes",
      changelog: "Changelog",
      gallery: "Gallery",
      performance: "Performance",
      operations: "Operations",
    },
    search: "Search the docs",
    anotherSearch: "Another search",
    nothingFound:
      "Nothing has all the words of “{query}”. Try fewer, or the name of a field, a call or an error code.",
    onePart: "One part of the docs",
    parts: "{count} parts of the docs",
    markdown: "View as Markdown",
    filter: "Filter the calls",
    calls: "{count} calls",
    noCall: "No call has these words.",
    tryIt: "Try it",
    close: "Close",
    inEnglish: "",
  },
  de: {
    docs: "Dokumentation",
    chapters: "Kapitel",
    tabs: {
      start: "Schnellstart",
      reference: "API-Referenz",
      errors: "Fehlercodes",
      changelog: "Änderungen",
      gallery: "Galerie",
      performance: "Leistung",
      operations: "Betrieb",
    },
    search: "Dokumentation durchsuchen",
    anotherSearch: "Neue Suche",
    nothingFound:
      "Nichts enthält alle Wörter von „{query}“. Versuchen Sie es mit weniger, oder mit dem Namen eines Feldes, eines Aufrufs oder eines Fehlercodes.",
    onePart: "Eine Stelle der Dokumentation",
    parts: "{count} Stellen der Dokumentation",
    markdown: "Als Markdown ansehen",
    filter: "Aufrufe filtern",
    calls: "{count} Aufrufe",
    noCall: "Kein Aufruf enthält diese Wörter.",
    tryIt: "Ausprobieren",
    close: "Schließen",
    inEnglish: "Der Text der Dokumentation ist auf Englisch; durchsuchen Sie ihn mit englischen Wörtern.",
  },
};
