import { canSendEmail, renderEmail, sendEmail } from "@/lib/email";
import { findOwnOrganizations, findUser, setWithheld } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { ErasureRefused, type DataSubject, type PersonalRoom } from "@/lib/core/personal-data";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import { signLink } from "@/lib/storage";
import { recordErasures } from "../erasure-ledger";
import { holdOn } from "../legal-holds";
import { UNDO_HOURS, type RequestStep } from "../privacy-request-schema";
import type { Conductor } from "./conductor";
import { writeReceipt } from "./erasure-receipt";
import { stepsOf, type PrivacyRequestRow } from "./record";
import type { Note } from "./run-privacy-request";

/** A step of its own before the person's address goes. */
const MAIL = "mail";
/** The last two: the person themself, once they were told, and the keys, once nothing else needs them. */
const PERSON = "accounts";
const KEYS = "storage";
const GIVE_UP_MAIL_MS = 24 * 3_600_000;

/**
 * Erases a person and what is theirs alone, room by room. Each step is written down when it is done, so that whoever goes
 * on after a kill begins behind it. A room whose outside party refuses, and whatever a legal hold keeps, is left for a
 * later run and does not hold up the others. Returns whether all of it is done.
 */
export async function erasePerson(
  row: PrivacyRequestRow,
  { rooms, keptFor }: Conductor,
  note: Note,
  signal: AbortSignal,
): Promise<boolean> {
  const { subject, steps } = await plan(row, rooms, note);
  const held = await holdOn(subject);
  const left = { ...subject, organizationIds: without(subject.organizationIds, held?.organizationIds) };
  await recordErasures(row.id, [
    ...(held ? [] : [{ kind: "user" as const, subjectId: subject.userId }]),
    ...left.organizationIds.map((subjectId) => ({ kind: "organization" as const, subjectId })),
  ]);
  for (const step of steps) {
    if (step.state === "done") continue;
    signal.throwIfAborted();
    Object.assign(
      step,
      await take(step.name, { row, rooms, subject: left, held: held !== null, steps, signal }),
    );
    await note({ steps: toJson(steps) });
  }
  const receipt = writeReceipt(row.id, steps, { rooms, keptFor });
  await note({ receipt: toJson(receipt) });
  return steps.every(({ state }) => state === "done");
}

const toJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;
const without = (all: readonly string[], some: readonly string[] = []) =>
  all.filter((id) => !some.includes(id));

/** Fixed once: what has another owner by now stays, and is let go. */
async function plan(row: PrivacyRequestRow, rooms: readonly PersonalRoom[], note: Note) {
  const userId = row.userId ?? "";
  const known = stepsOf(row);
  if (known.length > 0) return { subject: { userId, organizationIds: row.organizationIds }, steps: known };
  const organizationIds = await findOwnOrganizations(userId);
  const staying = without(row.organizationIds, organizationIds);
  if (staying.length > 0) await setWithheld(db(), { userId: "", organizationIds: staying }, "frozen", false);
  const names = rooms.map(({ room }) => room).filter((name) => name !== PERSON && name !== KEYS);
  const steps = [...names, MAIL, PERSON, KEYS].map((name): RequestStep => ({
    name,
    state: "waiting",
    at: null,
    note: null,
    items: 0,
  }));
  await note({ organizationIds, steps: toJson(steps) });
  return { subject: { userId, organizationIds }, steps };
}

interface Step {
  row: PrivacyRequestRow;
  rooms: readonly PersonalRoom[];
  subject: DataSubject;
  /** Whether something of it stays for a hold: the step is taken again then. */
  held: boolean;
  steps: readonly RequestStep[];
  signal: AbortSignal;
}

async function take(name: string, step: Step): Promise<Partial<RequestStep>> {
  const at = clock.now().toISOString();
  const before = step.steps.slice(
    0,
    step.steps.findIndex((each) => each.name === name),
  );
  if (step.held && (name === MAIL || name === PERSON))
    return { state: "held", at, note: "A legal hold keeps it" };
  if (name === PERSON && before.some((each) => each.name === MAIL && each.state !== "done"))
    return { state: "waiting", at, note: "The mail about it goes first" };
  if (name === KEYS && !step.held && before.some(({ state }) => state !== "done"))
    return { state: "waiting", at, note: "The keys go when nothing is left that they open" };
  try {
    const items = await (name === MAIL ? tell(step) : eraseRoom(name, step));
    return { state: step.held ? "held" : "done", at, note: null, items };
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error;
    log.error("an erasure was refused and is tried again", { request: step.row.id, step: name }, error);
    return { state: "refused", at, note: error.message };
  }
}

async function eraseRoom(name: string, { rooms, subject, held, signal }: Step): Promise<number> {
  const room = rooms.find((each) => each.room === name);
  // Of somebody who is held, what other organizations have of them stays as well.
  return room ? room.erase(held ? { ...subject, userId: "" } : subject, signal) : 0;
}

/** The last mail, with the address at which the receipt can be read. A server that is away for a day is not waited for. */
async function tell({ row, subject }: Step): Promise<number> {
  const user = canSendEmail() ? await findUser(subject.userId) : null;
  if (!user) return 0;
  const url = receiptLink(row.id);
  try {
    await sendEmail({ to: user.email, id: `${row.id}.erased`, ...renderEmail({ about: "erased", url }) });
    return 1;
  } catch (error) {
    const since = (row.confirmedAt ?? row.receivedAt).getTime() + UNDO_HOURS * 3_600_000;
    if (clock.now().getTime() > since + GIVE_UP_MAIL_MS) return 0;
    throw new ErasureRefused("The mail server does not take the last mail", { cause: error });
  }
}

/** A signed address: whoever was erased cannot sign in any more. */
export const receiptLink = (id: string): string =>
  signLink(`/api/v1/erasure-receipts/${id}`, { expiresInSeconds: 90 * 86_400 });
