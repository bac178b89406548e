import { ofKey, type MadeWithKey } from "@/lib/core/made-with-key";
import { db } from "@/lib/db";

/** How many lines of the request log are a key's. */
export const countRequestsOfKey = (scope: MadeWithKey): Promise<number> =>
  db().apiRequest.count({ where: ofKey(scope) });

/** Removes a key's lines of the request log; the sums of its days stay, as they explain what was spent. Returns how many. */
export async function eraseRequestsOfKey(scope: MadeWithKey): Promise<number> {
  return (await db().apiRequest.deleteMany({ where: ofKey(scope) })).count;
}
