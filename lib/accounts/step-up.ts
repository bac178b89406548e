import type { Context } from "@/lib/db";
import { confirmPassword } from "./confirm-password";
import { invalidField } from "./require-new-password";
import { checkCode, hasSecondFactor, wrongCode } from "./second-factor/check-code";

/**
 * Makes sure, before what cannot be taken back, that the acting person is still who signed in: by their password and,
 * where they have a second factor, by a code of it or a recovery code. Guesses at either are counted like those of a
 * sign-in. Throws `invalid_request` beside the field that is wrong or missing, `too_many_attempts`, and `forbidden` for a
 * key: it is nobody.
 */
export async function stepUp(
  ctx: Context,
  { password, code }: { password: string; code?: string },
  param = "password",
): Promise<{ userId: string; email: string }> {
  const person = await confirmPassword(ctx, password, param);
  if (!(await hasSecondFactor(person.userId))) return person;
  if (!code?.trim())
    throw invalidField("code", "Write the code that your authenticator shows, or a recovery code.");
  if (!(await checkCode(person.userId, code))) throw wrongCode();
  return person;
}
