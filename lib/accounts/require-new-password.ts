import { AppError, isAppError } from "@/lib/core/errors";
import { checkNewPassword } from "./check-new-password";

/** What {@link checkNewPassword} refuses, beside the field `new_password` of a form. */
export function requireNewPassword(password: string, personal: string[]): void {
  try {
    checkNewPassword(password, personal);
  } catch (error) {
    throw isAppError(error) ? invalidField("new_password", error.message) : error;
  }
}

export const invalidField = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
