import { db } from "@/lib/db";
import { forgetSecret } from "./verify-key";

/** Makes this process ask the database again about a key, by whichever of its secrets it is called. */
export async function forgetKey({ id, hash }: { id: string; hash: string }): Promise<void> {
  const retired = await db().retiredSecret.findMany({ where: { apiKeyId: id }, select: { hash: true } });
  for (const secret of [{ hash }, ...retired]) forgetSecret(secret.hash);
}
