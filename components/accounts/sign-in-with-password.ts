import { signIn } from "next-auth/react";

export interface SignInRefusal {
  message: string;
  /** The password is right, and a code of the second factor is missing or wrong. */
  asksCode?: boolean;
}

/** Signs in; gives null when it worked, else what to tell the person, which never says whether the address exists. */
export async function signInWithPassword(
  email: string,
  password: string,
  secondFactor = "",
): Promise<SignInRefusal | null> {
  const given = { email, password, ...(secondFactor && { code: secondFactor }) };
  const result = await signIn("credentials", { ...given, redirect: false }).catch(() => undefined);
  if (result?.ok && !result.error) return null;
  const [code, seconds] = (result?.error ?? "unreachable").split(":");
  if (code === "second_factor_needed") return { message: "", asksCode: true };
  if (code === "second_factor_wrong")
    return {
      message: "That code is wrong or was used. Wait for the next one, and type that.",
      asksCode: true,
    };
  return { message: messageOf(code, seconds) };
}

export function messageOf(code: string, seconds: string): string {
  if (code === "too_many_attempts" || code === "rate_limited")
    return `Too many attempts. Wait ${sayWait(Number(seconds) || 60)} and try again.`;
  if (code === "CredentialsSignin")
    return "That address and password do not go together. Check both and try again.";
  if (code === "unreachable") return "The server cannot be reached. Check your connection and try again.";
  return "Something went wrong on our side. Try again in a moment.";
}

export function sayWait(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
