import { AppError } from "@/lib/core/errors";
import type { Context, Tx } from "@/lib/db";

/** What a key may do, as far as another key may not pass on more than it has. */
export interface KeyPower {
  test: boolean;
  scopes: string[];
  allowedAddresses: string[];
  projectId: string | null;
}

/**
 * Refuses a key that would give itself or another key more than it has: other scopes, the live world, further addresses
 * than its own list, credits beyond its own cap, or another project, whose rules may be laxer. People, staff and the system may. Throws `forbidden` and
 * `insufficient_scope`.
 */
export async function refuseEscalation(tx: Tx, { actor }: Context, wanted: KeyPower): Promise<void> {
  if (actor.kind !== "key") return;
  if (actor.test && !wanted.test) throw forbidden("A test key can make and change test keys only.");
  const missing = wanted.scopes.filter((scope) => !(actor.scopes as readonly string[]).includes(scope));
  if (missing.length > 0)
    throw new AppError(
      "insufficient_scope",
      `A key can pass on only its own scopes, which lack: ${missing.join(", ")}.`,
    );
  const own = await tx.apiKey.findUnique({ where: { id: actor.keyId } });
  const bound = own?.allowedAddresses ?? [];
  const within =
    wanted.allowedAddresses.length > 0 && wanted.allowedAddresses.every((each) => bound.includes(each));
  if (bound.length > 0 && !within)
    throw forbidden("This key is bound to addresses and can pass on only those. Name some of its own list.");
  if (own?.projectId && wanted.projectId !== own.projectId)
    throw forbidden("This key belongs to a project and can make and change keys of that project only.");
  if (own?.monthlyCreditCap && !wanted.test && wanted.scopes.includes("generate"))
    throw forbidden("This key has a monthly cap and can pass on no key that spends credits.");
}

const forbidden = (message: string): AppError => new AppError("forbidden", message);
