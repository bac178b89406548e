import { findUserByEmail, setPassword } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import type { Command } from "../command";
import { operatorContext } from "./operator-context";

export const setRandomPassword: Command = {
  summary: "Gives a person a new random password and prints it; every session of theirs ends.",
  options: {
    email: { type: "string", value: "ADDRESS", required: true, help: "the person's address" },
    "second-factor": {
      type: "boolean",
      help: "also turns their second factor off, and removes their passkeys",
    },
  },
  async run({ email, "second-factor": dropped }) {
    const user = await findUserByEmail(String(email));
    if (!user) throw new AppError("not_found", `There is no account with the address ${String(email)}.`);
    const { password } = await setPassword(operatorContext(), user.id, { endSecondFactor: dropped === true });
    return { json: { user_id: user.id, password }, text: `${user.email}\npassword  ${password}` };
  },
};
