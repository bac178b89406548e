import { z } from "zod";
import type { Letter } from "./letters";

/** The languages of mails that answer somebody who has just read a page in one of them. */
export const MailLanguage = z.enum(["en", "de"]);
export type MailLanguage = z.infer<typeof MailLanguage>;

/** To the address that would no longer sign in: it names the new one, so that its owner sees what they agree to. */
export const leaveAddressLetter = (
  language: MailLanguage,
  { newEmail, link, publicUrl }: { newEmail: string; link: string; publicUrl: string },
): Letter =>
  language === "de"
    ? letter(
        "Ihre Adresse soll geändert werden",
        `Jemand, vermutlich Sie, möchte sich bei Ihrem Konto künftig mit ${newEmail} statt mit dieser Adresse anmelden. Geändert wird das erst, wenn der Link unten und der Link in der E-Mail an die neue Adresse bestätigt sind. Beide öffnen sich einmal, innerhalb eines Tages.`,
        `Der Änderung zustimmen: ${link}`,
        `Waren Sie es nicht, stimmen Sie nicht zu: Ihre Adresse bleibt dann, wie sie ist. Ändern Sie Ihr Passwort, denn jemand war bei Ihrem Konto angemeldet; das beendet auch die Anfrage: ${publicUrl}/settings/security`,
      )
    : letter(
        "Your address is to be changed",
        `Somebody, probably you, wants to sign in to your account with ${newEmail} in place of this address. Nothing changes before both the link below and the one in the mail to the new address are confirmed. Each opens once, within the next day.`,
        `Agree to the change: ${link}`,
        `If it was not you, do not agree: your address stays as it is. Change your password, for somebody was signed in to your account; that ends the request as well: ${publicUrl}/settings/security`,
      );

/** To the address that would sign in from then on. Whose account it is stands nowhere: the address may be mistyped. */
export const takeAddressLetter = (language: MailLanguage, link: string): Letter =>
  language === "de"
    ? letter(
        "Neue Adresse bestätigen",
        "Jemand, vermutlich Sie, möchte sich bei PrintPal künftig mit dieser Adresse anmelden. Geändert wird das erst, wenn der Link unten und der Link in der E-Mail an die bisherige Adresse bestätigt sind. Beide öffnen sich einmal, innerhalb eines Tages.",
        `Diese Adresse bestätigen: ${link}`,
        "Waren Sie es nicht, tun Sie nichts: Ihre Adresse wird dann bei niemandem eingetragen und innerhalb eines Tages gelöscht.",
      )
    : letter(
        "Confirm your new address",
        "Somebody, probably you, wants to sign in to PrintPal with this address. Nothing changes before both the link below and the one in the mail to the address until now are confirmed. Each opens once, within the next day.",
        `Confirm this address: ${link}`,
        "If it was not you, leave this mail alone: the address is put to nobody's account, and is deleted within a day.",
      );

/** To who has an account of the address already: whoever asked was told the same as everybody is. */
export const addressInUseLetter = (language: MailLanguage, publicUrl: string): Letter =>
  language === "de"
    ? letter(
        "Diese Adresse hat schon ein Konto",
        "Jemand, vermutlich Sie, wollte ein anderes Konto auf diese Adresse ändern. Sie hat schon ein Konto, darum wurde nichts geändert.",
        `Anmelden: ${publicUrl}/sign-in`,
        "Soll das andere Konto diese Adresse bekommen, ändern Sie zuerst die Adresse dieses Kontos, oder schließen Sie es.",
      )
    : letter(
        "This address has an account already",
        "Somebody, probably you, wanted to put another account to this address. It has an account already, so nothing was changed.",
        `Sign in: ${publicUrl}/sign-in`,
        "If the other account is to have this address, change the address of this one first, or close it.",
      );

/** To the former address. The new one is not named: whoever reads this mailbox by now need not know it. */
export const addressChangedLetter = (language: MailLanguage, publicUrl: string): Letter =>
  language === "de"
    ? letter(
        "Ihre Adresse wurde geändert",
        "Ihr Konto hat jetzt eine andere Adresse; diese meldet nicht mehr an, und alle anderen Sitzungen wurden beendet.",
        `Waren Sie es nicht, schreiben Sie uns sofort, mit dieser Adresse: ${publicUrl}/privacy/request`,
      )
    : letter(
        "Your address was changed",
        "Your account has another address by now; this one signs in no more, and every other session was ended.",
        `If it was not you, write to us at once, under this address: ${publicUrl}/privacy/request`,
      );

const letter = (subject: string, ...paragraphs: string[]): Letter => ({
  subject,
  text: paragraphs.join("\n\n") + "\n",
});
