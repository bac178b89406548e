import { startAuthentication, WebAuthnError } from "@simplewebauthn/browser";
import { signIn } from "next-auth/react";
import { beginPasskeySignInAction } from "@/app/(auth)/passkey-actions";
import { passkeyWords, type PasskeyWords } from "@/components/site/words/passkey-words";
import { messageOf, type SignInRefusal, type SignInWords } from "./sign-in-with-password";

/** Signs in by a device's passkey; gives null when it worked, else what to tell the person. */
export async function signInWithPasskey(words: SignInWords): Promise<SignInRefusal | null> {
  const asked = await beginPasskeySignInAction({}).catch(() => null);
  if (!asked) return { message: messageOf(words, "unreachable", "") };
  if (!asked.ok)
    return { message: messageOf(words, asked.error.code, String(asked.error.retryAfterSeconds ?? 60)) };
  let proof: string;
  try {
    proof = JSON.stringify(await startAuthentication({ optionsJSON: asked.data }));
  } catch (error) {
    return { message: sayWhy(error, words.device) };
  }
  const result = await signIn("passkey", { proof, redirect: false }).catch(() => undefined);
  if (result?.ok && !result.error) return null;
  const [code, seconds] = (result?.error ?? "unreachable").split(":");
  if (code !== "CredentialsSignin") return { message: messageOf(words, code, seconds) };
  return { message: words.refused.passkey };
}

/** What a device or its person said no to. */
export function sayWhy(error: unknown, words: PasskeyWords = passkeyWords.en): string {
  const code = error instanceof WebAuthnError ? error.code : "";
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return words.registered;
  if (error instanceof Error && error.name === "NotAllowedError") return words.locked;
  return words.none;
}
