import { randomUUID, scryptSync } from "node:crypto";
import type { Role } from "@/lib/core/actor";
import { grantCredits } from "@/lib/credits";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { attestEndUsers } from "./attest-end-users";

const PASSWORD = "a password of the tests alone";
const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
const salt = Buffer.alloc(16, 7);
const CHEAP_HASH = `$scrypt$ln=4,r=8,p=1$${base64(salt)}$${base64(scryptSync(PASSWORD, salt, 32, { N: 16, r: 8, p: 1 }))}`;

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

/**
 * A fresh person with an organization and credits of their own, so that tests never meet each other's rows. Written
 * straight to the tables, with a hash of the least cost: the real one takes a third of a second and 128 MiB each time.
 */
export async function makeAccount({ credits = 100 }: { credits?: number } = {}): Promise<TestAccount> {
  const email = `${randomUUID()}@example.com`;
  const userId = newId("user");
  const organizationId = newId("organization");
  const memberships = { create: { id: newId("membership"), userId, role: "owner" as const } };
  await db().user.create({ data: { id: userId, email, name: "Test", passwordHash: CHEAP_HASH } });
  await db().organization.create({ data: { id: organizationId, name: "Test", memberships } });
  await attestEndUsers(organizationId, userId);
  if (credits > 0)
    await grantCredits(
      { actor: { kind: "system", name: "test" }, organizationId, requestId: "req_test" },
      { amount: credits, reason: "Test", cause: `${organizationId}:test` },
    );
  const as = (role: Role): Context => ({
    actor: { kind: "user", userId, sessionId: "ses_test", role },
    organizationId,
    requestId: "req_test",
  });
  const asKey = (test = false): Context => ({
    actor: { kind: "key", keyId: "key_test", keyName: "test", test, scopes: ["generate", "read"] },
    organizationId,
    requestId: "req_test",
  });
  return { organizationId, userId, email, password: PASSWORD, ctx: as("owner"), as, asKey };
}
