import { randomUUID } from "node:crypto";
import { createUser } from "@/lib/accounts";
import type { Role } from "@/lib/core/actor";
import { grantCredits } from "@/lib/credits";
import type { Context } from "@/lib/db";

export interface TestAccount {
  organizationId: string;
  userId: string;
  email: string;
  password: string;
  /** The owner, signed in. */
  ctx: Context;
  as(role: Role): Context;
  /** A key with every scope; `test` for a test key. Not in the database: verbs never look it up. */
  asKey(test?: boolean): Context;
}

/** A fresh person with an organization and credits of their own, so that tests never meet each other's rows. */
export async function makeAccount({ credits = 100 }: { credits?: number } = {}): Promise<TestAccount> {
  const system: Context = {
    actor: { kind: "system", name: "test" },
    organizationId: "",
    requestId: "req_test",
  };
  const email = `${randomUUID()}@example.com`;
  const { user, organization, password } = await createUser(system, { email });
  const organizationId = organization.id;
  if (credits > 0)
    await grantCredits(
      { ...system, organizationId },
      { amount: credits, reason: "Test", cause: `${organizationId}:test` },
    );
  const as = (role: Role): Context => ({
    actor: { kind: "user", userId: user.id, sessionId: "ses_test", role },
    organizationId,
    requestId: "req_test",
  });
  const asKey = (test = false): Context => ({
    actor: { kind: "key", keyId: "key_test", keyName: "test", test, scopes: ["generate", "read"] },
    organizationId,
    requestId: "req_test",
  });
  return { organizationId, userId: user.id, email, password, ctx: as("owner"), as, asKey };
}
