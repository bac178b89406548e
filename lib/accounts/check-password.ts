import { db, emailHash } from "@/lib/db";
import { hashPassword, needsRehash, verifyPassword } from "./hash-password";
import { limitAddress } from "./limit-address";
import { toUser, type User } from "./record";
import { Email } from "./schema";
import { clearFailures, countAttempt } from "./throttle-sign-in";

export interface SignInAttempt {
  email: string;
  password: string;
  /** Where the attempt comes from, such as an IP address: at most 20 a minute each. */
  address?: string;
}

/**
 * The person, or null where address or password is wrong or the account is closed: nothing tells which, not even the time it takes. Throws
 * `too_many_attempts` with the seconds to wait after five failures in a row on one address, 20 attempts a minute from
 * one place, or when too many sign in at once.
 */
export async function checkPassword({
  email: given,
  password,
  address,
}: SignInAttempt): Promise<User | null> {
  if (address) limitAddress(address);
  const email = Email.safeParse(given).data ?? given.trim().toLowerCase();
  await countAttempt(email);
  const row = await db().user.findUnique({ where: { emailHash: emailHash(email) } });
  if (!(await verifyPassword(password, row?.passwordHash)) || !row || row.closedAt) return null;
  await clearFailures(email);
  if (needsRehash(row.passwordHash)) await renewHash(row.id, password);
  return toUser(row);
}

async function renewHash(id: string, password: string): Promise<void> {
  await db().user.update({ where: { id }, data: { passwordHash: await hashPassword(password) } });
}
