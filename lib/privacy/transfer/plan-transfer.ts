import { listEverybody, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { PersonalRoom } from "@/lib/core/personal-data";
import { db, Prisma, transaction, type Context } from "@/lib/db";
import { renderEmail } from "@/lib/email";
import { TRANSFER_NOTICE_DAYS, type TransferBusiness, type TransferPlan } from "../transfer-schema";
import { factsOf } from "./tell-of-transfer";

const AT_ONCE = 1000;

/**
 * What a transfer of the business would mean, without doing any of it: every person that would be told and how, the
 * notice's words, until when they can export or erase, and what there is to hand over. Throws `invalid_request` where the
 * day is too near.
 */
export async function planTransfer(
  ctx: Context,
  wish: TransferBusiness,
  rooms: readonly PersonalRoom[],
): Promise<TransferPlan> {
  requireStaff(ctx, ["privacy"]);
  requireWindow(wish);
  const { subject, text } = renderEmail(factsOf({ ...wish, effectiveAt: new Date(wish.effective_at) }));
  const now = clock.now();
  const days = (new Date(wish.effective_at).getTime() - now.getTime()) / 86_400_000;
  return {
    recipient: wish.recipient,
    effective_at: wish.effective_at,
    notice: { subject, text },
    window: { from: now.toISOString(), until: wish.effective_at, days: Math.floor(days) },
    subjects: await listSubjects(),
    inventory: await countRows(rooms),
  };
}

/** Throws `invalid_request`. */
export function requireWindow({ effective_at }: TransferBusiness): void {
  const earliest = new Date(clock.now().getTime() + TRANSFER_NOTICE_DAYS * 86_400_000);
  if (new Date(effective_at) >= earliest) return;
  throw new AppError(
    "invalid_request",
    `A transfer is announced ${TRANSFER_NOTICE_DAYS} days ahead, so that everybody can take their data or have it erased: name ${earliest.toISOString()} or later.`,
    { param: "effective_at" },
  );
}

async function listSubjects(): Promise<TransferPlan["subjects"]> {
  const subjects: TransferPlan["subjects"] = [];
  for (let behind = ""; ;) {
    const people = await transaction(undefined, (tx) => listEverybody(tx, { behind, take: AT_ONCE }));
    for (const { id, organizations, closed } of people)
      subjects.push({ user_id: id, organizations, closed, notice: "mail" });
    if (people.length < AT_ONCE) return subjects;
    behind = people[people.length - 1].id;
  }
}

async function countRows(rooms: readonly PersonalRoom[]): Promise<TransferPlan["inventory"]> {
  const inventory: TransferPlan["inventory"] = [];
  for (const { table, what, subject } of rooms.flatMap(({ tables }) => tables)) {
    if (subject === "nobody") continue;
    const name = table.split(".").map((part) => Prisma.raw(`"${part}"`));
    const [{ rows }] = await db().$queryRaw<{ rows: number }[]>(
      Prisma.sql`SELECT count(*)::int AS rows FROM ${Prisma.join(name, ".")}`,
    );
    inventory.push({ table, what, about: subject, rows });
  }
  return inventory;
}
