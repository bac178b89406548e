import { Prisma, type Tx } from "@/lib/db";
import type { EnteredCode } from "../outside-schema";
import { openDetail, statusToken, type OutsideRow } from "./outside-record";
import { receiveOutside } from "./receive-outside";

/**
 * Makes a privacy request of each person of a household once the last of them has shown that their mailbox is theirs. Until then
 * nothing is made of any, for data of a household tells of everybody in it. Expects {@link lockHousehold}.
 */
export async function receiveHousehold(tx: Tx, row: OutsideRow, requestId: string): Promise<EnteredCode> {
  const { id, householdId } = row;
  const people = await tx.outsideRequest.findMany({ where: { householdId }, orderBy: { id: "asc" } });
  const details = await Promise.all(people.map(openDetail));
  // A person whose row is gone is missed by the count that each of them carries.
  const complete = details.every((detail) => detail?.householdSize === people.length);
  if (!complete || people.some(({ state }) => state !== "unagreed")) return { state: "waiting", token: null };
  for (const [index, person] of people.entries())
    await receiveOutside(tx, person, details[index]!, requestId);
  return { state: "received", token: await statusToken(id) };
}

/** One code of a household at a time, so that of two that come at once the later one sees the earlier. */
export async function lockHousehold(tx: Tx, householdId: string): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`household:${householdId}`}, 0))::text`,
  );
}
