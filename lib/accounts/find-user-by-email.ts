import { db, emailHash } from "@/lib/db";
import { toUser, type User } from "./record";
import { Email } from "./schema";

/** The person with this address, however it is spelled, or null. */
export async function findUserByEmail(email: string): Promise<User | null> {
  const parsed = Email.safeParse(email);
  const row = parsed.success
    ? await db().user.findUnique({ where: { emailHash: emailHash(parsed.data) } })
    : null;
  return row && toUser(row);
}
