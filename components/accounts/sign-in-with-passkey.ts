import { startAuthentication, WebAuthnError } from "@simplewebauthn/browser";
import { signIn } from "next-auth/react";
import { beginPasskeySignInAction } from "@/app/(auth)/passkey-actions";
import { messageOf, type SignInRefusal } from "./sign-in-with-password";

/** Signs in by a device's passkey; gives null when it worked, else what to tell the person. */
export async function signInWithPasskey(): Promise<SignInRefusal | null> {
  const asked = await beginPasskeySignInAction({}).catch(() => null);
  if (!asked) return { message: messageOf("unreachable", "") };
  if (!asked.ok) return { message: messageOf(asked.error.code, String(asked.error.retryAfterSeconds ?? 60)) };
  let proof: string;
  try {
    proof = JSON.stringify(await startAuthentication({ optionsJSON: asked.data }));
  } catch (error) {
    return { message: sayWhy(error) };
  }
  const result = await signIn("passkey", { proof, redirect: false }).catch(() => undefined);
  if (result?.ok && !result.error) return null;
  const [code, seconds] = (result?.error ?? "unreachable").split(":");
  if (code !== "CredentialsSignin") return { message: messageOf(code, seconds) };
  return { message: "That passkey opens no account here, or was removed. Sign in with your password." };
}

/** What a device or its person said no to. */
export function sayWhy(error: unknown): string {
  const code = error instanceof WebAuthnError ? error.code : "";
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED")
    return "This device has a passkey of ours already.";
  if (error instanceof Error && error.name === "NotAllowedError")
    return "The device was not unlocked, or has no passkey for this site. Try again, or sign in with your password.";
  return "This browser or device has no passkeys to offer. Sign in with your password.";
}
