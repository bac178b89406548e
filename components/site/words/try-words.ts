import type { TryWarning } from "@/lib/api/reference/build-reference";
import type { Language } from "./languages";

export interface TryWords {
  key: string;
  keyHint: string;
  liveKey: string;
  body: string;
  notSaid: string;
  required: string;
  oneMore: string;
  more: string;
  /** What is asked before a call of that kind is sent. */
  warnings: Record<TryWarning, string>;
  yes: string;
  keep: string;
  send: string;
  stop: string;
  stopped: string;
  fillIn: string;
  notJson: string;
  headers: string;
  answer: string;
  save: string;
  copy: string;
}

/** What the place says from which calls are sent, which is fetched when it is opened. Names of fields stay the API's. */
export const tryWords: Record<Language, TryWords> = {
  en: {
    key: "API key",
    keyHint:
      "A test key, pp_test_…: free of charge. It stays in this page's memory and is forgotten on reload.",
    liveKey: "This is a live key. It spends credits, and is refused from web pages that it does not name.",
    body: "Body",
    notSaid: "Not said",
    required: "required",
    oneMore: "One more field",
    more: "{count} more fields",
    warnings: {
      "This cannot be taken back.": "This cannot be taken back. Send it all the same?",
      "A live key pays for this; a test key never does.":
        "A live key pays for this; a test key never does. Send it all the same?",
      "This replaces a secret that may be in use.":
        "This replaces a secret that may be in use. Send it all the same?",
    },
    yes: "Yes, send it",
    keep: "Keep it",
    send: "Send {method}",
    stop: "Stop",
    stopped: "Stopped before the answer was complete.",
    fillIn: "Fill in {name}: it is part of the address.",
    notJson: "The body is not valid JSON: {reason}",
    headers: "{count} headers",
    answer: "The answer",
    save: "Keep {name}, {size}",
    copy: "Copy the answer",
  },
  de: {
    key: "API-Schlüssel",
    keyHint:
      "Ein Testschlüssel, pp_test_…: kostenlos. Er bleibt im Speicher dieser Seite und ist nach dem Neuladen vergessen.",
    liveKey:
      "Das ist ein Schlüssel für den Betrieb. Er verbraucht Credits und wird von Webseiten abgelehnt, die er nicht nennt.",
    body: "Inhalt",
    notSaid: "Keine Angabe",
    required: "erforderlich",
    oneMore: "Ein weiteres Feld",
    more: "{count} weitere Felder",
    warnings: {
      "This cannot be taken back.": "Das lässt sich nicht rückgängig machen. Trotzdem senden?",
      "A live key pays for this; a test key never does.":
        "Mit einem Schlüssel für den Betrieb kostet das Credits, mit einem Testschlüssel nie. Trotzdem senden?",
      "This replaces a secret that may be in use.":
        "Das ersetzt ein Geheimnis, das vielleicht in Gebrauch ist. Trotzdem senden?",
    },
    yes: "Ja, senden",
    keep: "Nicht senden",
    send: "{method} senden",
    stop: "Anhalten",
    stopped: "Angehalten, bevor die Antwort vollständig war.",
    fillIn: "Füllen Sie {name} aus: Es ist Teil der Adresse.",
    notJson: "Der Inhalt ist kein gültiges JSON: {reason}",
    headers: "{count} Kopfzeilen",
    answer: "Die Antwort",
    save: "{name} behalten, {size}",
    copy: "Die Antwort kopieren",
  },
};
