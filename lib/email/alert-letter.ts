import type { Letter } from "./letters";

/** To who is on call: what is wrong, since when, and where to say that somebody looks at it. */
export const alertLetter = (alert: { summary: string; since: Date; time: number; link: string }): Letter => ({
  subject: `Alert: ${alert.summary}`,
  text: [
    `${alert.summary}, since ${alert.since.toISOString().slice(0, 16).replace("T", " at ")} UTC.`,
    alert.time === 1 ? "" : `This is mail ${alert.time} of it: nobody has acknowledged it yet.`,
    `Acknowledge it, so that nobody else has to: ${alert.link}`,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n"),
});
