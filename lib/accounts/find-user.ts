import { db } from "@/lib/db";
import { toUser, type User } from "./record";

/** The person with this id, or null where there is none any more. */
export async function findUser(id: string): Promise<User | null> {
  const row = await db().user.findUnique({ where: { id } });
  return row && toUser(row);
}
