import type { ErrorCode } from "@/lib/core/errors";
import { passkeyWords } from "./passkey-words";

/** What the pages say on which people sign in, sign up and set a password. `{…}` is filled in where it is shown. */
export const entryEnglish = {
  home: "PrintPal, start page",
  email: "Email",
  password: { name: "Password", show: "Show the password", hide: "Hide the password" },
  enough: "Long enough.",
  atLeast: "At least {count} characters: four unrelated words do well.",
  signIn: {
    title: "Sign in",
    newHere: "New here?",
    create: "Create an account",
    forgotten: "Forgotten?",
    code: "Code",
    codeHint: "The six digits that your authenticator shows now, or one of your recovery codes.",
    submit: "Sign in",
    passkey: "Use a passkey",
    invited:
      "You are invited to an organization. Sign in, or create an account, with the address that the invitation was sent to.",
    refused: {
      pair: "That address and password do not go together. Check both and try again.",
      code: "That code is wrong or was used. Wait for the next one, and type that.",
      passkey: "That passkey opens no account here, or was removed. Sign in with your password.",
      often: "Too many attempts. Wait {wait} and try again.",
      unreachable: "The server cannot be reached. Check your connection and try again.",
      other: "Something went wrong on our side. Try again in a moment.",
    },
    oneSecond: "1 second",
    seconds: "{count} seconds",
    oneMinute: "1 minute",
    minutes: "{count} minutes",
    device: passkeyWords.en,
  },
  signUp: {
    metaTitle: "Create an account",
    title: "Create your account",
    already: "Already have one?",
    credits: "{count} credits to start with, enough for 25 drafts",
    testKeys: "Test keys that are free for as long as you like",
    report: "A measured print report with every model",
    name: "Name",
    organization: "Organization",
    optional: "optional",
    organizationHint: "Owns your keys, credits and models. You can be the only one in it.",
    agree: "I have read the {privacy} and agree to the {terms}.",
    privacy: "Privacy Policy",
    terms: "API Terms of Use",
    submit: "Create account",
    mailSent:
      "A mail is on its way to {email}. Its link makes your account; it opens once, within the next day.",
  },
  age: {
    birth: "Date of birth",
    birthHint: "Used for this step alone, and not kept.",
    country: "Country",
    countryHint: "Where you live.",
    choose: "Choose a country",
    submit: "Continue",
    refusedTitle: "You cannot open an account by yourself",
    refused:
      "Thank you for answering. Nothing of what you wrote was kept. A parent or guardian can open an account of their own and make models together with you.",
    look: "Look at what others have made",
  },
  confirm: {
    title: "Confirm your address",
    ready: "Your account is ready. Sign in as {email}.",
    signUp: "Sign up",
    submit: "Make my account",
  },
  address: {
    title: "Confirm the change of address",
    hint: "The address of an account changes once the present one and the new one have both agreed.",
    submit: "Agree",
    settings: "Go to the settings",
    waits: {
      old: "Confirmed. Now the link in the mail to the address until now; then it changes.",
      new: "Confirmed. Now the link in the mail to the new address; then it changes.",
    },
    changed: "The address is changed. Sign in with the new one from now on.",
    refused: {
      invalid_request:
        "This link was used, was taken back, or is older than a day. Ask for the change once more in the settings.",
      forbidden:
        "This link is about another account than the one that is signed in here. Sign out first, or open it in another browser.",
      conflict:
        "This change cannot be made any more, and nothing was changed. Ask for it once more in the settings, or with another address.",
      too_many_attempts: "Too many attempts. Wait a minute and try again.",
    } as Partial<Record<ErrorCode, string>>,
    failed: "That did not work, and nothing was changed. Try again in a moment.",
  },
  forgot: {
    metaTitle: "Forgotten password",
    title: "Set a new password",
    remembered: "Remembered it?",
    hint: "The address that you sign in with. A link to set a new password goes there.",
    submit: "Send the link",
    sent: "If {email} has an account here, a mail is on its way to it. Its link opens once, within the next hour.",
    noMail: "This portal sends no mail. Ask whoever runs it for a new password; they have a command for it:",
  },
  reset: {
    metaTitle: "New password",
    title: "Choose a new password",
    name: "New password",
    submit: "Change the password",
    done: "Your password is changed, and you were signed out everywhere.",
    another: "Send another link",
  },
};

/** The other languages follow this shape. */
export type EntryWords = typeof entryEnglish;
