import {
  confirmPlannedSignUp,
  createUser,
  limitAddress,
  planSignUp,
  type ConfirmSignUp,
  type NewUser,
  type Organization,
  type User,
} from "@/lib/accounts";
import type { Context, Tx } from "@/lib/db";
import { canSendEmail } from "@/lib/email";
import { recordAcceptance, requireCurrent } from "@/lib/policies";
import { AcceptedPolicies } from "@/lib/policies/schema";
import { grantCredits } from "./grant-credits";

/** What every new organization starts with. */
export const WELCOME_CREDITS = 100;

type SignUpInput = NewUser & { password: string; accepted: AcceptedPolicies };
type Asker = Pick<Context, "requestId" | "tx">;

/**
 * What the sign-up screen asks for. Where mails go out the account is made by the link of one, and the answer is the same
 * for an address that is taken; only its owner is told, by another mail. Without a mail server nobody can show that an
 * address is theirs, and the account is made at once. Throws what {@link signUp} and `planSignUp` throw.
 */
export async function requestSignUp(
  input: SignUpInput & { name: string },
  { address, ...asker }: Asker & { address: string },
): Promise<{ checkMail: boolean }> {
  limitAddress(address);
  if (!canSendEmail()) await signUp(input, asker);
  else await planSignUp(input, (tx) => requireCurrent(tx, input.accepted));
  return { checkMail: canSendEmail() };
}

/** Makes the account by the link of the mail. Throws what `confirmPlannedSignUp` throws, and `conflict` as {@link signUp}. */
export function confirmSignUp(
  request: ConfirmSignUp,
  { address, ...asker }: Asker & { address: string },
): Promise<{ email: string }> {
  const ctx = systemOf(asker);
  return confirmPlannedSignUp(ctx, request, {
    address,
    alongside: (tx, made) => welcome(tx, ctx, made, AcceptedPolicies.parse(made.accepted)),
  });
}

/**
 * A person, their organization, its welcome credits and what they accepted, in one transaction. `ctx` needs no actor:
 * nobody is signed in yet. Throws `email_taken`, `conflict` where a policy has changed since it was shown, and
 * `invalid_request` for an address or password that cannot be used.
 */
export async function signUp(
  input: SignUpInput,
  asker: Asker,
): Promise<{ user: User; organization: Organization }> {
  const system = systemOf(asker);
  const { user, organization } = await createUser(system, input, (tx, made) =>
    welcome(tx, system, made, input.accepted),
  );
  return { user, organization };
}

const systemOf = (asker: Asker): Context => ({
  ...asker,
  actor: { kind: "system", name: "sign-up" },
  organizationId: "",
});

async function welcome(
  tx: Tx,
  system: Context,
  { user, organization: { id: organizationId } }: { user: User; organization: Organization },
  accepted: AcceptedPolicies,
): Promise<void> {
  const of = { userId: user.id, organizationId, occasion: "sign_up" as const };
  await recordAcceptance(tx, system, of, accepted);
  await grantCredits(
    { ...system, tx, organizationId },
    {
      amount: WELCOME_CREDITS,
      reason: "Welcome credits",
      cause: `${organizationId}:welcome`,
      source: "sign_up",
    },
  );
}
