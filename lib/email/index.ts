/**
 * Mail to people, through the operator's own server. Templates say all there is to say: callers name one and its facts.
 * What is not necessary carries a link that stops it in one click, and goes only where it is wanted.
 * Without `SMTP_URL` nothing is sent. No address is logged.
 */
export { hashAddress, mac } from "./address-hash";
export { carryMailPreferences, getMailPreferences, setMailPreference, unsubscribe } from "./mail-preferences";
export { readToken, writeToken, type UnsubscribeToken } from "./unsubscribe-link";
export * from "./schema";
export { canSendEmail, sendEmail } from "./send-email";
export { alertLetter } from "./alert-letter";
export { invitationLetter, resetLetter, signUpLetter, takenLetter, type Letter } from "./letters";
export {
  addressChangedLetter,
  addressInUseLetter,
  leaveAddressLetter,
  MailLanguage,
  takeAddressLetter,
} from "./email-change-letters";
export { agreeLetter, codeLetter, householdLetter, outsideNewsLetter } from "./outside-letters";
export { EmailFacts, renderEmail } from "./templates";
