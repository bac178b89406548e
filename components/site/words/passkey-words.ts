import type { Language } from "./languages";

export interface PasskeyWords {
  registered: string;
  locked: string;
  none: string;
}

/** What a device or its person said no to. */
export const passkeyWords: Record<Language, PasskeyWords> = {
  en: {
    registered: "This device has a passkey of ours already.",
    locked:
      "The device was not unlocked, or has no passkey for this site. Try again, or sign in with your password.",
    none: "This browser or device has no passkeys to offer. Sign in with your password.",
  },
  de: {
    registered: "Dieses Gerät hat schon einen Passkey von uns.",
    locked:
      "Das Gerät wurde nicht entsperrt, oder es hat keinen Passkey für diese Seite. Versuchen Sie es noch einmal, oder melden Sie sich mit Ihrem Passwort an.",
    none: "Dieser Browser oder dieses Gerät bietet keine Passkeys an. Melden Sie sich mit Ihrem Passwort an.",
  },
};
