import { emailPerson, findOwnOrganizations, setWithheld } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { db, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { stopGenerations, withdrawFromTraining } from "@/lib/generations";
import { withdrawConsent } from "../consents";
import type { ObjectionPurpose, PrivacyRequestType } from "../privacy-request-schema";
import { runImport } from "../import/run-import";
import type { Conductor } from "./conductor";
import { erasePerson } from "./erase-person";
import { exportPerson } from "./export-person";
import { planRequest } from "./plan-request";
import { withExports, type PrivacyRequestRow } from "./record";

/**
 * Job body: carries out what a person asked for. How far it came is written down on the way, so that a worker that takes
 * over from a killed one goes on from there; one that was overtaken stops at its next step.
 */
export async function runPrivacyRequest(
  id: string,
  conductor: Conductor,
  signal: AbortSignal,
): Promise<void> {
  const row = await take(id);
  if (!row) return;
  try {
    signal.throwIfAborted();
    const done = await carryOut[row.type as PrivacyRequestType]?.({
      row,
      conductor,
      signal,
      note: noteOf(row),
    });
    if (done === "asks") await noteOf(row)({ status: "unconfirmed" });
    else if (done !== "ended") await (done === false ? leavePartial(row) : finish(row));
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
}

/** Tried too often: it is a duty with a date, so it is told of and tried again an hour later. */
export async function postponePrivacyRequest(id: string): Promise<void> {
  const row = await db().privacyRequest.findUnique({ where: { id }, include: withExports });
  if (!row || !["waiting", "in_progress", "partial"].includes(row.status)) return;
  log.error("a privacy request could not be carried out yet", { request: id, due: row.dueAt.toISOString() });
  const runsAt = new Date(Date.now() + 3_600_000);
  await transaction(undefined, (tx) => planRequest(tx, { ...row, runsAt }));
}

/** Another worker took it meanwhile. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

interface Run {
  row: PrivacyRequestRow;
  conductor: Conductor;
  note: Note;
  signal: AbortSignal;
}

/** False where a part of it must be tried again; `asks` where the person has to confirm, `ended` where nothing is left to do. */
type CarryOut = (run: Run) => Promise<boolean | "asks" | "ended" | void>;

const carryOut: Partial<Record<PrivacyRequestType, CarryOut>> = {
  export: ({ row, conductor, note, signal }) => exportPerson(row, conductor, note, signal),
  import: ({ row, note, signal }) => runImport(row, note, signal),
  erasure: ({ row, conductor, note, signal }) => erasePerson(row, conductor, note, signal),
  restriction: async ({ row }) => {
    const holder = await holderOf(row);
    await withdrawFromTraining(holder);
    await stopGenerations(holder, "Generation cancelled: a restriction holds");
  },
  // Of the person's own the mark went when it was asked for, of the staff's it goes on its day. What was cancelled or taken
  // from training stays so.
  lift_restriction: async ({ row, note }) => {
    if (row.source !== "staff") return;
    const holder = await holderOf(row);
    await transaction(undefined, async (tx) => {
      // First, so that it is certain that nobody has taken it back.
      await note({ confirmedAt: row.confirmedAt }, tx);
      await setWithheld(tx, holder, "restricted", false);
    });
  },
  objection: async ({ row }) => {
    const purpose = row.purpose as ObjectionPurpose;
    const holder = await holderOf(row);
    if (purpose === "training") await withdrawFromTraining(holder);
    for (const organizationId of holder.organizationIds)
      await withdrawConsent(systemContext(organizationId, row.id), purpose);
  },
  withdraw_objection: async () => undefined,
};

async function holderOf({ userId }: PrivacyRequestRow) {
  if (!userId) throw new Error("This kind of request belongs to an account.");
  return { userId, organizationIds: await findOwnOrganizations(userId) };
}

export const systemContext = (organizationId: string, requestId: string): Context => ({
  actor: { kind: "system", name: "worker" },
  organizationId,
  requestId,
});

async function take(id: string): Promise<PrivacyRequestRow | null> {
  const { count } = await db().privacyRequest.updateMany({
    where: { id, status: { in: ["waiting", "in_progress", "partial"] }, runsAt: { lte: clock.now() } },
    data: { status: "in_progress", attempt: { increment: 1 } },
  });
  return count === 0 ? null : db().privacyRequest.findUnique({ where: { id }, include: withExports });
}

type Noted = Parameters<ReturnType<typeof db>["privacyRequest"]["updateMany"]>[0]["data"];

/** Writes down how far it came. Throws {@link Overtaken} where this attempt is no longer the newest. */
export type Note = (data: Noted, tx?: Tx) => Promise<void>;

const noteOf =
  ({ id, attempt }: PrivacyRequestRow): Note =>
  async (data, tx = db()) => {
    const where = { id, attempt, status: "in_progress" as const };
    const { count } = await tx.privacyRequest.updateMany({ where, data });
    if (count === 0) throw new Overtaken();
  };

const RETRY_MS = 3_600_000;

/** Somebody refused, or a hold keeps a part: the rest is done, and this is tried again in an hour. */
async function leavePartial(row: PrivacyRequestRow): Promise<void> {
  const runsAt = new Date(clock.now().getTime() + RETRY_MS);
  await transaction(undefined, async (tx) => {
    await noteOf(row)({ status: "partial", runsAt }, tx);
    await planRequest(tx, { ...row, runsAt });
  });
}

async function finish(row: PrivacyRequestRow): Promise<void> {
  const { id, organizationId, type, userId } = row;
  await transaction(undefined, async (tx) => {
    await noteOf(row)({ status: "completed", completedAt: clock.now() }, tx);
    await recordAudit(tx, systemContext(organizationId ?? "", id), {
      action: "privacy_request.complete",
      subjectId: id,
      detail: { type },
    });
    if (type === "export" && userId) {
      const file = await tx.personExport.findFirst({
        where: { requestId: id },
        orderBy: { expiresAt: "asc" },
      });
      if (file)
        await emailPerson(tx, userId, { about: "export_ready", expiresAt: file.expiresAt.toISOString() });
    }
    if (type === "lift_restriction" && row.source === "staff" && userId)
      await emailPerson(tx, userId, { about: "privacy_request_answered" });
  });
}
