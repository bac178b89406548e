import type { EntryWords } from "./entry-english";
import { passkeyWords } from "./passkey-words";

export const entryGerman: EntryWords = {
  home: "PrintPal, Startseite",
  email: "E-Mail",
  password: { name: "Passwort", show: "Passwort zeigen", hide: "Passwort verbergen" },
  enough: "Lang genug.",
  atLeast: "Mindestens {count} Zeichen: Vier Wörter ohne Zusammenhang sind gut.",
  signIn: {
    title: "Anmelden",
    newHere: "Neu hier?",
    create: "Konto anlegen",
    forgotten: "Vergessen?",
    code: "Code",
    codeHint:
      "Die sechs Ziffern, die Ihre Authentifizierungs-App jetzt zeigt, oder einer Ihrer Wiederherstellungscodes.",
    submit: "Anmelden",
    passkey: "Passkey verwenden",
    invited:
      "Sie sind in eine Organisation eingeladen. Melden Sie sich mit der Adresse an, an die die Einladung ging, oder legen Sie damit ein Konto an.",
    refused: {
      pair: "Diese Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beide und versuchen Sie es noch einmal.",
      code: "Dieser Code ist falsch oder war schon in Gebrauch. Warten Sie auf den nächsten und geben Sie ihn ein.",
      passkey:
        "Dieser Passkey öffnet hier kein Konto, oder er wurde entfernt. Melden Sie sich mit Ihrem Passwort an.",
      often: "Zu viele Versuche. Warten Sie {wait} und versuchen Sie es noch einmal.",
      unreachable:
        "Der Server ist nicht zu erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
      other: "Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.",
    },
    oneSecond: "1 Sekunde",
    seconds: "{count} Sekunden",
    oneMinute: "1 Minute",
    minutes: "{count} Minuten",
    device: passkeyWords.de,
  },
  signUp: {
    metaTitle: "Konto anlegen",
    title: "Ihr Konto anlegen",
    already: "Schon ein Konto?",
    credits: "{count} Credits zum Anfang, genug für 25 Entwürfe",
    testKeys: "Testschlüssel, die kostenlos bleiben, solange Sie wollen",
    report: "Ein gemessener Druckbericht zu jedem Modell",
    name: "Name",
    organization: "Organisation",
    optional: "freiwillig",
    organizationHint: "Ihr gehören Schlüssel, Credits und Modelle. Sie können darin allein sein.",
    agree: "Ich habe die {privacy} gelesen und stimme den {terms} zu.",
    privacy: "Datenschutzerklärung",
    terms: "API-Nutzungsbedingungen",
    submit: "Konto anlegen",
    mailSent:
      "Eine E-Mail an {email} ist unterwegs. Ihr Link legt Ihr Konto an; er öffnet sich einmal, innerhalb eines Tages.",
  },
  age: {
    birth: "Geburtsdatum",
    birthHint: "Nur für diesen Schritt; es wird nicht behalten.",
    country: "Land",
    countryHint: "Wo Sie wohnen.",
    choose: "Land wählen",
    submit: "Weiter",
    refusedTitle: "Sie können allein kein Konto anlegen",
    refused:
      "Danke für Ihre Antwort. Nichts von dem, was Sie geschrieben haben, wurde behalten. Eltern oder Erziehungsberechtigte können ein eigenes Konto anlegen und gemeinsam mit Ihnen Modelle machen.",
    look: "Ansehen, was andere gemacht haben",
  },
  confirm: {
    title: "Adresse bestätigen",
    ready: "Ihr Konto ist bereit. Melden Sie sich als {email} an.",
    signUp: "Konto anlegen",
    submit: "Mein Konto anlegen",
  },
  address: {
    title: "Neue Adresse bestätigen",
    hint: "Die Adresse eines Kontos ändert sich, sobald die bisherige und die neue zugestimmt haben.",
    submit: "Zustimmen",
    settings: "Zu den Einstellungen",
    waits: {
      old: "Bestätigt. Jetzt noch der Link in der E-Mail an die bisherige Adresse; dann ändert sie sich.",
      new: "Bestätigt. Jetzt noch der Link in der E-Mail an die neue Adresse; dann ändert sie sich.",
    },
    changed: "Die Adresse ist geändert. Melden Sie sich künftig mit der neuen an.",
    refused: {
      invalid_request:
        "Dieser Link wurde benutzt oder zurückgenommen, oder er ist älter als ein Tag. Fragen Sie in den Einstellungen noch einmal nach der Änderung.",
      forbidden:
        "Dieser Link betrifft ein anderes Konto als das, das hier angemeldet ist. Melden Sie sich zuerst ab, oder öffnen Sie ihn in einem anderen Browser.",
      conflict:
        "Diese Änderung ist nicht mehr möglich, und nichts wurde geändert. Fragen Sie in den Einstellungen noch einmal danach, oder mit einer anderen Adresse.",
      too_many_attempts: "Zu viele Versuche. Warten Sie eine Minute, und versuchen Sie es noch einmal.",
    },
    failed: "Das ging nicht, und nichts wurde geändert. Versuchen Sie es in einem Augenblick noch einmal.",
  },
  forgot: {
    metaTitle: "Passwort vergessen",
    title: "Neues Passwort setzen",
    remembered: "Doch wieder eingefallen?",
    hint: "Die Adresse, mit der Sie sich anmelden. Dorthin geht ein Link für ein neues Passwort.",
    submit: "Link senden",
    sent: "Wenn {email} hier ein Konto hat, ist eine E-Mail dorthin unterwegs. Ihr Link öffnet sich einmal, innerhalb einer Stunde.",
    noMail:
      "Dieses Portal verschickt keine E-Mails. Fragen Sie, wer es betreibt, nach einem neuen Passwort; dafür gibt es einen Befehl:",
  },
  reset: {
    metaTitle: "Neues Passwort",
    title: "Neues Passwort wählen",
    name: "Neues Passwort",
    submit: "Passwort ändern",
    done: "Ihr Passwort ist geändert, und Sie wurden überall abgemeldet.",
    another: "Noch einen Link senden",
  },
};
