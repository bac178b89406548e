import { createUser } from "@/lib/accounts";
import { grantCredits } from "@/lib/credits";
import type { Command } from "../command";
import { operatorContext } from "./operator-context";
import { wholeNumber } from "./whole-number";

export const createPerson: Command = {
  summary: "Makes an account with an organization of its own, and prints its random password.",
  options: {
    email: { type: "string", value: "ADDRESS", required: true, help: "the address to sign in with" },
    credits: { type: "string", value: "N", help: "credits to start with; none unless given" },
    name: { type: "string", value: "NAME", help: "how to address the person" },
  },
  async run(values) {
    const credits = wholeNumber(values, "credits") ?? 0;
    const ctx = operatorContext();
    const request = { email: String(values.email), name: values.name as string | undefined };
    const { user, organization, password } = await createUser(ctx, request, async (tx, created) => {
      const { id } = created.organization;
      const cause = `${id}:operator:first`;
      if (credits > 0)
        await grantCredits(
          { ...ctx, tx, organizationId: id },
          { amount: credits, reason: "From the operator", cause },
        );
    });
    return {
      json: { user_id: user.id, organization_id: organization.id, email: user.email, password, credits },
      text: `${user.email}\npassword  ${password}\ncredits   ${credits}`,
    };
  },
};
