import { signIn } from "next-auth/react";
import type { EntryWords } from "@/components/site/words/entry-english";
import { fill } from "@/components/site/words/fill";

export type SignInWords = EntryWords["signIn"];

export interface SignInRefusal {
  message: string;
  /** The password is right, and a code of the second factor is missing or wrong. */
  asksCode?: boolean;
}

/** Signs in; gives null when it worked, else what to tell the person, which never says whether the address exists. */
export async function signInWithPassword(
  { email, password, code: secondFactor = "" }: { email: string; password: string; code?: string },
  words: SignInWords,
): Promise<SignInRefusal | null> {
  const given = { email, password, ...(secondFactor && { code: secondFactor }) };
  const result = await signIn("credentials", { ...given, redirect: false }).catch(() => undefined);
  if (result?.ok && !result.error) return null;
  const [code, seconds] = (result?.error ?? "unreachable").split(":");
  if (code === "second_factor_needed") return { message: "", asksCode: true };
  if (code === "second_factor_wrong") return { message: words.refused.code, asksCode: true };
  return { message: messageOf(words, code, seconds) };
}

export function messageOf(words: SignInWords, code: string, seconds: string): string {
  const { often, pair, unreachable, other } = words.refused;
  if (code === "too_many_attempts" || code === "rate_limited")
    return fill(often, { wait: sayWait(words, Number(seconds) || 60) });
  if (code === "CredentialsSignin") return pair;
  return code === "unreachable" ? unreachable : other;
}

function sayWait(words: SignInWords, seconds: number): string {
  if (seconds < 60) return seconds === 1 ? words.oneSecond : fill(words.seconds, { count: seconds });
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? words.oneMinute : fill(words.minutes, { count: minutes });
}
