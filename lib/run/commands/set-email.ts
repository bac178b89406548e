import { findUserByEmail, setEmail } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import type { Command } from "../command";
import { operatorContext } from "./operator-context";

export const setAddress: Command = {
  summary:
    "Gives a person another mail address, where they cannot confirm by mail and have shown in another way who they are.",
  options: {
    email: { type: "string", value: "ADDRESS", required: true, help: "the person's address until now" },
    to: { type: "string", value: "ADDRESS", required: true, help: "the address from now on" },
  },
  async run({ email, to }) {
    const user = await findUserByEmail(String(email));
    if (!user) throw new AppError("not_found", `There is no account with the address ${String(email)}.`);
    const changed = await setEmail(operatorContext(), user.id, String(to));
    return {
      json: { user_id: user.id, email: changed.email },
      text: `${changed.email}\nEvery session of theirs ended; they sign in with this address from now on.`,
    };
  },
};
