"use server";
import { redirect } from "next/navigation";
import { readToken, setMailPreference, SetMailPreference } from "@/lib/email";

/** By the link of a mail: a form, so that it works without JavaScript and without an account. */
export async function setLinkPreferenceAction(form: FormData): Promise<void> {
  const token = String(form.get("t"));
  const wish = SetMailPreference.safeParse({
    topic: form.get("topic"),
    wanted: form.get("wanted") === "yes",
  });
  if (wish.success) {
    const { addressHash } = readToken(token);
    await setMailPreference({ addressHash }, wish.data, "link");
  }
  redirect(`/mail/preferences?t=${encodeURIComponent(token)}&saved=yes`);
}
