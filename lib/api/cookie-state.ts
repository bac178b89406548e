import { cookies, headers } from "next/headers";
import { cache } from "react";
import { clock } from "@/lib/core/clock";
import { materialVersion } from "@/lib/policies";
import {
  ASKED_AGAIN_DAYS,
  COOKIE_NAME,
  readChoice,
  recordChoice,
  REGISTER_REVISION,
  writeChoice,
  type ChoiceSource,
  type CookieState,
  type CookieWish,
} from "@/lib/visitors";
import { findSignedIn } from "./session";
import { isSecure } from "./session-cookies";

/** What the browser that asks has said about cookies. Nothing optional is on before a yes, or against its signal. */
export const readCookieState = cache(async (): Promise<CookieState> => {
  const value = (await cookies()).get(COOKIE_NAME)?.value;
  const said = readChoice(value, await currentRevision(), clock.now());
  const signal = (await headers()).get("sec-gpc") === "1";
  return {
    ask: said === null && !signal,
    analytics: said?.analytics === true && !signal,
    preferences: said?.preferences === true,
    signal,
    signalKept: said !== null,
  };
});

/** Keeps a choice in the browser and as a row; a no takes away what an earlier yes had set. */
export async function saveChoice(wish: CookieWish, source: ChoiceSource): Promise<void> {
  const store = await cookies();
  const revision = await currentRevision();
  const signal = (await headers()).get("sec-gpc") === "1";
  const said = { analytics: wish.analytics && !signal, preferences: wish.preferences };
  const userId = (await findSignedIn())?.user.id ?? null;
  await recordChoice({ ...said, revision, signal, source, userId });
  store.set(COOKIE_NAME, writeChoice(revision, said, clock.now()), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: isSecure(),
    maxAge: ASKED_AGAIN_DAYS * 86_400,
  });
  if (!said.preferences) for (const name of ["theme", "language"]) store.delete(name);
}

const currentRevision = async (): Promise<string> =>
  `r${REGISTER_REVISION}-${await materialVersion("cookies")}`;
