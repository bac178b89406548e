import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId, randomBase62 } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { checkNewPassword } from "./check-new-password";
import { hashPassword } from "./hash-password";
import { toOrganization, toUser, type Organization, type User } from "./record";
import { Email } from "./schema";

export interface NewUser {
  email: string;
  /** A random one is made where it is absent. */
  password?: string;
  name?: string;
  organizationName?: string;
  /** In place of a password, of one that was checked and hashed before. */
  passwordHash?: string;
}

export interface CreatedUser {
  user: User;
  organization: Organization;
  /** As it was given or made: the only time that it can be read. */
  password: string;
}

/**
 * A person with an organization of their own, as its owner. `alongside` runs in the same transaction, for what must
 * exist with them. Throws `email_taken`, and `invalid_request` for an address or password that cannot be used.
 */
export async function createUser(
  ctx: Context,
  input: NewUser,
  alongside?: (tx: Tx, created: Omit<CreatedUser, "password">) => Promise<void>,
): Promise<CreatedUser> {
  const email = checkEmail(input.email);
  const name = input.name?.trim() || email.split("@")[0];
  const password = input.password ?? randomBase62(24);
  if (input.password !== undefined) checkNewPassword(password, [email, name]);
  // Before the transaction: a third of a second of work must not hold a connection.
  const passwordHash = input.passwordHash ?? (await hashPassword(password));
  const organizationName = input.organizationName?.trim() || `${name}'s organization`;
  return transaction(ctx, async (tx) => {
    const created = await insert(tx, { email, name, passwordHash, organizationName });
    const { user, organization } = created;
    await recordAudit(
      tx,
      { ...ctx, organizationId: organization.id },
      { action: "user.create", subjectId: user.id },
    );
    await alongside?.(tx, created);
    return { ...created, password };
  });
}

async function insert(
  tx: Tx,
  {
    email,
    name,
    passwordHash,
    organizationName,
  }: Record<"email" | "name" | "passwordHash" | "organizationName", string>,
): Promise<{ user: User; organization: Organization }> {
  const createdAt = clock.now();
  // Not a failing insert: in a joined transaction that would end the caller's work as well.
  const inserted = await tx.user.createManyAndReturn({
    data: [{ id: newId("user"), email, name, passwordHash, createdAt }],
    skipDuplicates: true,
  });
  const user = inserted[0];
  if (!user)
    throw new AppError(
      "email_taken",
      "There is an account with this address. Sign in, or use another address.",
      {
        param: "email",
      },
    );
  const organization = await tx.organization.create({
    data: {
      id: newId("organization"),
      name: organizationName,
      createdAt,
      memberships: { create: { id: newId("membership"), userId: user.id, role: "owner", createdAt } },
    },
  });
  return { user: toUser(user), organization: toOrganization(organization) };
}

function checkEmail(text: string): string {
  const parsed = Email.safeParse(text);
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.map((issue) => issue.message);
  throw new AppError("invalid_request", messages[0], { param: "email", errors: { email: messages } });
}
