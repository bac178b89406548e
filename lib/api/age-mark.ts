import { cookies } from "next/headers";
import { isSecure } from "./session-cookies";

/** Holds no more than that somebody in this browser was refused; it goes when the browser is closed. */
export const AGE_COOKIE = "printpal.gate";

/** Whether this browser was refused before: whoever was must not try an older age next. */
export const wasRefused = async (): Promise<boolean> => (await cookies()).has(AGE_COOKIE);

export async function markRefused(): Promise<void> {
  const options = { httpOnly: true, sameSite: "lax", path: "/sign-up", secure: isSecure() } as const;
  (await cookies()).set(AGE_COOKIE, "closed", options);
}
