import { createUser, type NewUser, type Organization, type User } from "@/lib/accounts";
import type { Context } from "@/lib/db";
import { recordAcceptance } from "@/lib/policies";
import type { AcceptedPolicies } from "@/lib/policies/schema";
import { grantCredits } from "./grant-credits";

/** What every new organization starts with. */
export const WELCOME_CREDITS = 100;

/**
 * A person, their organization, its welcome credits and what they accepted, in one transaction. `ctx` needs no actor:
 * nobody is signed in yet. Throws `email_taken`, `conflict` where a policy has changed since it was shown, and `invalid_request` for an address or password that cannot be used.
 */
export async function signUp(
  input: NewUser & { password: string; accepted: AcceptedPolicies },
  ctx: Pick<Context, "requestId" | "tx">,
): Promise<{ user: User; organization: Organization }> {
  const system: Context = { ...ctx, actor: { kind: "system", name: "sign-up" }, organizationId: "" };
  const { user, organization } = await createUser(system, input, async (tx, created) => {
    const organizationId = created.organization.id;
    const of = { userId: created.user.id, organizationId, occasion: "sign_up" as const };
    await recordAcceptance(tx, system, of, input.accepted);
    await grantCredits(
      { ...system, tx, organizationId },
      {
        amount: WELCOME_CREDITS,
        reason: "Welcome credits",
        cause: `${organizationId}:welcome`,
        source: "sign_up",
      },
    );
  });
  return { user, organization };
}
