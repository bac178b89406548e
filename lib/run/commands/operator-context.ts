import { findUserByEmail, type User } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";

/** The operator at the command line: the audit log names the program, there is no person to name. */
export const operatorContext = (organizationId = ""): Context => ({
  actor: { kind: "system", name: "operator" },
  organizationId,
  requestId: newId("request"),
});

/** The person with an address and the organization they own. Throws `not_found`. */
export async function findOwner(email: string): Promise<{ user: User; ctx: Context }> {
  const user = await findUserByEmail(email);
  const membership =
    user &&
    (await db().membership.findFirst({
      where: { userId: user.id, role: "owner" },
      orderBy: { createdAt: "asc" },
    }));
  if (!user || !membership)
    throw new AppError(
      "not_found",
      `There is no account with the address ${email} that owns an organization.`,
    );
  return { user, ctx: operatorContext(membership.organizationId) };
}
