import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { checkPassword } from "./check-password";
import { invalidField } from "./require-new-password";

/**
 * Asks the acting person once more who they are, before what cannot be taken back: by their password. Guesses are counted
 * like those of a sign-in. Returns who it is. Throws `invalid_request` beside the field, `too_many_attempts`, and
 * `forbidden` for a key: it is nobody.
 */
export async function confirmPassword(
  { actor }: Context,
  password: string,
  param = "password",
): Promise<{ userId: string; email: string }> {
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to do this.");
  const { email } = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
  if (await checkPassword({ email, password })) return { userId: actor.userId, email };
  throw invalidField(param, "This is not your present password.");
}
