/** Mails that hold a link which opens something: written when they are sent, so that no job ever holds the link. */
export interface Letter {
  subject: string;
  text: string;
}

export const resetLetter = (link: string): Letter =>
  letter(
    "Set a new password",
    "Somebody, probably you, has asked for a new password for your account. The link below opens once, within the next hour.",
    `Set a new password: ${link}`,
    "If it was not you, leave this mail alone: your password stays as it is.",
  );

export const signUpLetter = (link: string): Letter =>
  letter(
    "Confirm your address",
    "Somebody, probably you, has signed up with this address. The link below opens once, within the next day, and makes the account.",
    `Confirm your address: ${link}`,
    "If it was not you, leave this mail alone: nothing is made, and what was written is deleted within a day.",
  );

/** To who has an account already: whoever signed up was told the same as everybody is. */
export const takenLetter = (publicUrl: string): Letter =>
  letter(
    "You have an account already",
    "Somebody, probably you, has just signed up with this address, which has an account. Nothing was changed.",
    `Sign in: ${publicUrl}/sign-in`,
    `If you have forgotten the password: ${publicUrl}/forgot-password`,
  );

/** To an address that may have no account: what its owner does with it is theirs. */
export const invitationLetter = ({
  organization,
  role,
  until,
  link,
}: {
  organization: string;
  role: string;
  until: string;
  link: string;
}): Letter =>
  letter(
    `You are invited to join ${oneLine(organization)} on PrintPal`,
    `${oneLine(organization)} would like to work with you on PrintPal, as ${role}. The link below shows the invitation; it works until ${until}, once, for an account of this address. Sign in first, or sign up and open the link again.`,
    `Look at the invitation: ${link}`,
    "If you know nothing of it, leave this mail alone: nobody joins anything without you.",
  );

const oneLine = (name: string): string => name.replace(/\s+/g, " ");

const letter = (subject: string, ...paragraphs: string[]): Letter => ({
  subject,
  text: paragraphs.join("\n\n") + "\n",
});
