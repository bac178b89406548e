"use server";
import { findUser, setGenerationMails, SetGenerationMails } from "@/lib/accounts";
import { action } from "@/lib/api/action";
import { AppError } from "@/lib/core/errors";
import { setMailPreference, SetMailPreference } from "@/lib/email";

export const setMailPreferenceAction = action(SetMailPreference, async ({ actor }, wish) => {
  const user = actor.kind === "user" ? await findUser(actor.userId) : null;
  if (!user) throw new AppError("forbidden", "Sign in to change what you are mailed.");
  await setMailPreference(user, wish, "settings");
  return wish;
});

export const setGenerationMailsAction = action(SetGenerationMails, async (ctx, wish) => {
  await setGenerationMails(ctx, wish);
  return wish;
});
