"use server";
import { redirect } from "next/navigation";
import { saveChoice } from "@/lib/api/cookie-state";

/** The banner's two buttons: a form, so that it works without JavaScript as well. */
export async function answerBannerAction(form: FormData): Promise<void> {
  const all = form.get("choice") === "all";
  await saveChoice({ analytics: all, preferences: all }, "banner");
}

export async function saveCookiesAction(form: FormData): Promise<void> {
  const on = (name: string) => form.get(name) === "on";
  await saveChoice({ analytics: on("analytics"), preferences: on("preferences") }, "settings");
  redirect("/cookie-settings?saved=yes");
}

/** Nothing is sold or shared, and nothing sensitive is used; whoever says no to it all the same has said so. */
export async function optOutAction(form: FormData): Promise<void> {
  const source = form.get("of") === "limit" ? "limit" : "sale";
  await saveChoice({ analytics: false, preferences: false }, source);
  redirect(`/your-choices?saved=${source}`);
}
