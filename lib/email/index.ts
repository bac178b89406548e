/**
 * Mail to people, through the operator's own server. Templates say all there is to say: callers name one and its facts.
 * Without `SMTP_URL` nothing is sent. No address is logged.
 */
export { canSendEmail, sendEmail } from "./send-email";
export { resetLetter, signUpLetter, takenLetter } from "./letters";
export { EmailFacts, renderEmail } from "./templates";
