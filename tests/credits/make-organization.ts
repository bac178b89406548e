import { expect } from "vitest";
import { newId } from "@/lib/core/ids";
import { getBalance, grantCredits } from "@/lib/credits";
import { db, type Context } from "@/lib/db";

/** An organization without people, with so many credits, and contexts of those who act for it. */
export async function makeOrganization(credits: number) {
  const organizationId = newId("organization");
  await db().organization.create({ data: { id: organizationId, name: "Test" } });
  const staff: Context = {
    actor: { kind: "staff", userId: "usr_staff", role: "operator" },
    organizationId,
    requestId: "req_test",
  };
  const owner: Context = {
    actor: { kind: "user", userId: "usr_owner", sessionId: "ses_test", role: "owner" },
    organizationId,
    requestId: "req_test",
  };
  if (credits > 0)
    await grantCredits(staff, { amount: credits, reason: "Test", cause: `${organizationId}:test` });
  return { organizationId, staff, owner };
}

/** Every entry's running balance is the sum up to it, none is below zero, and the last is the balance. */
export async function checkLedger(organizationId: string): Promise<void> {
  const entries = await db().ledgerEntry.findMany({ where: { organizationId }, orderBy: { number: "asc" } });
  let sum = 0;
  for (const entry of entries) {
    sum += entry.amount;
    expect(entry.balanceAfter).toBe(sum);
    expect(sum).toBeGreaterThanOrEqual(0);
  }
  expect(await getBalance(organizationId)).toBe(sum);
}
