import type { Letter } from "./letters";

type Language = "en" | "de";

/** To whoever asks without signing in: the code that shows that the mailbox is theirs. */
export const codeLetter = (language: Language, code: string, link: string): Letter =>
  write(words[language].code, [words[language].signs(code), words[language].enter(link)]);

/** To each person of a household that asks together. */
export const householdLetter = (
  language: Language,
  { code, link, people }: { code: string; link: string; people: number },
): Letter =>
  write(words[language].household(people), [words[language].signs(code), words[language].enter(link)]);

/** To a person in whose name somebody else asks. */
export const agreeLetter = (language: Language, { agent, link }: { agent: string; link: string }): Letter =>
  write(words[language].agree(agent), [words[language].look(link)]);

/** That a request has come in, takes longer, or has its answer; what it is about stands behind the link alone. */
export const outsideNewsLetter = (
  language: Language,
  news: "received" | "extended" | "answered",
  link: string,
  facts: { due: string; reason: string },
): Letter => write(words[language][news](facts), [words[language].stands(link)]);

const write = ([subject, ...paragraphs]: string[], more: string[]): Letter => ({
  subject,
  text: [...paragraphs, ...more].join("\n\n") + "\n",
});

const words = {
  en: {
    code: [
      "Your code for a privacy request",
      "Somebody, probably you, has asked us something about personal data with this address. Write the code below on the page where you asked, or on the one that the link below opens; it opens once, within the next hour.",
      "If it was not you, leave this mail alone: without the code nothing happens, and what was written is deleted within a day.",
    ],
    household: (people: number) => [
      "Your code for a privacy request of your household",
      `Somebody has asked us something about the personal data of ${people} people of a household and named this address as one of theirs. Nothing happens before each of them has written a code of their own on our page; yours opens once, within fourteen days.`,
      "If you do not want it, leave this mail alone: without your code nothing happens for any of you, and what was written is deleted then.",
    ],
    signs: (code: string) => `Code: ${code}`,
    enter: (link: string) => `Write it here: ${link}`,
    agree: (agent: string) => [
      "Somebody asks us about your data in your name",
      `${agent} has asked us for something about your personal data, and says that it is your wish. Nothing happens before you say yes, and nothing is told to them.`,
      "The link below shows what was asked. It can be answered once, within fourteen days; without an answer nothing happens.",
    ],
    look: (link: string) => `Look at it and say yes or no: ${link}`,
    received: ({ due }: { due: string }) => [
      "Your privacy request has arrived",
      `We have it, and you have an answer by ${due} at the latest. The page below shows what became of it. Keep the link to yourself: whoever has it can read that.`,
    ],
    extended: ({ due, reason }: { due: string; reason: string }) => [
      "Your privacy request takes longer",
      `We need more time, and answer by ${due} at the latest. The law allows that once.`,
      `Why: ${reason}`,
      "If you do not agree, you may complain to an authority; the privacy policy says how to find yours.",
    ],
    answered: () => [
      "Your privacy request has an answer",
      "The page below shows it, for 90 days from now on.",
    ],
    stands: (link: string) => `Where it stands: ${link}`,
  },
  de: {
    code: [
      "Ihr Code für eine Datenschutzanfrage",
      "Jemand, wahrscheinlich Sie, hat uns mit dieser Adresse etwas zu personenbezogenen Daten gefragt. Geben Sie den Code unten auf der Seite ein, auf der Sie gefragt haben, oder auf der, die der Link unten öffnet; er gilt einmal und eine Stunde lang.",
      "Waren Sie es nicht, lassen Sie diese Mail liegen: Ohne den Code geschieht nichts, und das Geschriebene wird binnen eines Tages gelöscht.",
    ],
    household: (people: number) => [
      "Ihr Code für eine Datenschutzanfrage Ihres Haushalts",
      `Jemand hat uns etwas zu den personenbezogenen Daten von ${people} Personen eines Haushalts gefragt und diese Adresse als eine davon genannt. Bevor nicht jede von ihnen einen eigenen Code auf unserer Seite eingegeben hat, geschieht nichts; Ihrer gilt einmal und vierzehn Tage lang.`,
      "Möchten Sie das nicht, lassen Sie diese Mail liegen: Ohne Ihren Code geschieht für niemanden von Ihnen etwas, und das Geschriebene wird dann gelöscht.",
    ],
    signs: (code: string) => `Code: ${code}`,
    enter: (link: string) => `Hier eingeben: ${link}`,
    agree: (agent: string) => [
      "Jemand fragt uns in Ihrem Namen nach Ihren Daten",
      `${agent} hat uns etwas zu Ihren personenbezogenen Daten gefragt und sagt, dass Sie es wünschen. Bevor Sie zustimmen, geschieht nichts, und mitgeteilt wird auch nichts.`,
      "Der Link unten zeigt, worum es geht. Er lässt sich einmal beantworten, vierzehn Tage lang; ohne Antwort geschieht nichts.",
    ],
    look: (link: string) => `Ansehen und zustimmen oder ablehnen: ${link}`,
    received: ({ due }: { due: string }) => [
      "Ihre Datenschutzanfrage ist angekommen",
      `Wir haben sie, und Sie haben spätestens am ${due} eine Antwort. Die Seite unten zeigt, was daraus geworden ist. Behalten Sie den Link für sich: Wer ihn hat, kann das lesen.`,
    ],
    extended: ({ due, reason }: { due: string; reason: string }) => [
      "Ihre Datenschutzanfrage dauert länger",
      `Wir brauchen mehr Zeit und antworten spätestens am ${due}. Das Gesetz erlaubt das einmal.`,
      `Der Grund: ${reason}`,
      "Sind Sie nicht einverstanden, können Sie sich bei einer Behörde beschweren; die Datenschutzerklärung sagt, wie Sie Ihre finden.",
    ],
    answered: () => [
      "Ihre Datenschutzanfrage ist beantwortet",
      "Die Seite unten zeigt die Antwort, von heute an 90 Tage lang.",
    ],
    stands: (link: string) => `Stand der Anfrage: ${link}`,
  },
};
