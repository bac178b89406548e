import { signIn } from "next-auth/react";

/** Signs in; gives null when it worked, else what to tell the person, which never says whether the address exists. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  const result = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  if (result?.ok && !result.error) return null;
  const [code, seconds] = (result?.error ?? "unreachable").split(":");
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
