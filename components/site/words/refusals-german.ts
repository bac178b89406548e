import type { Refusals } from "./refusals";

/** What the forms refuse that people fill in without an account. The keys are what the schemas and verbs say. */
export const refusalsGerman: Refusals = {
  texts: {
    "Write an address such as ada@example.com.": "Bitte eine Adresse wie ada@example.com angeben.",
    "An address may have up to 254 characters.": "Eine Adresse hat höchstens 254 Zeichen.",
    "It may have up to 2,000 characters.": "Es dürfen höchstens 2.000 Zeichen sein.",
    "Write a name.": "Bitte einen Namen angeben.",
    "Say in a sentence how and when the person gave you permission.":
      "Sagen Sie in einem Satz, wie und wann die Person es Ihnen erlaubt hat.",
    "Name the others of the household.": "Nennen Sie die anderen des Haushalts.",
    "A household may name up to 7 others.": "Ein Haushalt kann bis zu 7 andere nennen.",
    "An agent asks for one person at a time.": "Wer für andere fragt, fragt für eine Person auf einmal.",
    "Name each person once, with an address of their own.":
      "Nennen Sie jede Person einmal, mit einer eigenen Adresse.",
    "Say in a few words what it is about.": "Sagen Sie mit ein paar Worten, worum es geht.",
    "Say in a few words how you know.": "Sagen Sie mit ein paar Worten, woher Sie es wissen.",
    "The code of the mail has ten letters and digits.":
      "Der Code aus der Mail hat zehn Buchstaben und Ziffern.",
    "A request's number looks like osr_….": "Die Nummer einer Anfrage beginnt mit osr_.",
    "This portal sends no mail, so it cannot find out whose address it is. Write to the contact address of the privacy policy.":
      "Dieses Portal sendet keine Mails und kann darum nicht feststellen, wem eine Adresse gehört. Schreiben Sie an die Adresse in der Datenschutzerklärung.",
    "That makes too many requests within a day. What was asked before goes on; come back tomorrow.":
      "Das sind zu viele Anfragen an einem Tag. Was vorher gefragt wurde, geht weiter; kommen Sie morgen wieder.",
    "That is not the code of the mail. Look again; after three wrong ones it is locked.":
      "Das ist nicht der Code aus der Mail. Sehen Sie noch einmal nach; nach drei falschen ist Schluss.",
    "That were three wrong codes, and this request is locked. Ask once more for a new one.":
      "Das waren drei falsche Codes, und diese Anfrage ist gesperrt. Fragen Sie noch einmal für einen neuen.",
    "This code was used, or is older than an hour. Ask once more for a new one.":
      "Dieser Code wurde benutzt oder ist älter als eine Stunde. Fragen Sie noch einmal für einen neuen.",
    "This link was used, was altered, or is older than fourteen days.":
      "Dieser Link wurde benutzt oder verändert, oder er ist älter als vierzehn Tage.",
    "There is no such request, or it was answered more than 90 days ago.":
      "Diese Anfrage gibt es nicht, oder sie wurde vor mehr als 90 Tagen beantwortet.",
  },
  codes: {
    invalid_request: "Bitte sehen Sie die Angaben noch einmal durch.",
    forbidden: "Das ist hier nicht möglich.",
    not_found: "Das gibt es nicht, oder es ist nicht mehr da.",
    gone: "Das ist nicht mehr da.",
    conflict: "Das passt nicht zum jetzigen Stand. Laden Sie die Seite neu.",
    too_many_attempts: "Zu viele Versuche. Warten Sie eine Minute, und versuchen Sie es noch einmal.",
    rate_limited: "Zu viele Versuche. Warten Sie eine Minute, und versuchen Sie es noch einmal.",
    service_unavailable:
      "Der Server ist nicht erreichbar. Nichts wurde geändert; versuchen Sie es in einem Augenblick noch einmal.",
    internal_error: "Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal.",
  },
  field: "Bitte sehen Sie diese Angabe noch einmal durch.",
  other: "Das ging nicht. Versuchen Sie es in einem Augenblick noch einmal.",
};
