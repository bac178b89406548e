import { requireRole, requireSubmissionTerms } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { passingName, putStream, removeObject, requireStorage } from "@/lib/storage";
import { dueDate } from "../due-date";
import { lockPerson } from "../own-requests/plan-lifting";
import { planRequest } from "../own-requests/plan-request";
import { findOwn, requirePerson } from "../own-requests/read-privacy-requests";
import { withExports, type PrivacyRequestRow } from "../own-requests/record";
import { endImport } from "./end-import";

/** An export closes a ZIP at 256 MB; its tables come on top. */
export const MAX_IMPORT_BYTES = 320 * 1024 * 1024;
const MAX_PARTS = 20;
/** A worker holds them all in its memory. */
const MAX_BYTES_IN_ALL = 2 * 1024 ** 3;
const A_DAY = 20;
const KEPT_MS = 86_400_000;

export interface ArrivingZip {
  /** The import that it belongs to; a new one without it. */
  id?: string;
  /** Nothing comes behind it. */
  last: boolean;
  sizeBytes: number;
  source: AsyncIterable<Uint8Array>;
}

/**
 * Takes one ZIP of an export that somebody brings along, encrypted as it arrives and unread; behind the last a worker holds
 * them against their manifests. A newer import ends the one before it. Throws `payload_too_large`, `storage_quota`,
 * `rate_limited`, `conflict`, `not_found`, and `forbidden` for who may make nothing here.
 */
export async function receiveImport(ctx: Context, zip: ArrivingZip): Promise<{ id: string }> {
  const userId = requirePerson(ctx);
  requireRole(ctx, ["owner", "admin", "developer"]);
  await requireSubmissionTerms(ctx);
  if (zip.sizeBytes > MAX_IMPORT_BYTES)
    throw new AppError("payload_too_large", "A ZIP of an export has up to 320 MB. This one is larger.");
  if (zip.sizeBytes < 1) throw new AppError("invalid_request", "The file is empty.", { param: "file" });
  const { organizationId } = ctx;
  await requireStorage(organizationId);
  const { id, exports } = zip.id
    ? await findArriving(ctx, zip.id)
    : await transaction(ctx, (tx) => begin(tx, ctx, userId));
  const number = exports.length + 1;
  const arrived = exports.reduce((sum, part) => sum + Number(part.sizeBytes), 0);
  if (number > MAX_PARTS || arrived + zip.sizeBytes > MAX_BYTES_IN_ALL)
    throw new AppError(
      "payload_too_large",
      `An export may come in ${MAX_PARTS} ZIPs of 2 GB together here. Ask us to take it in.`,
    );
  const { source, sizeBytes } = zip;
  const name = passingName(id, `${number}/import.zip`);
  const stored = await putStream({ organizationId, name, source, sizeBytes });
  const expiresAt = new Date(clock.now().getTime() + KEPT_MS);
  const part = {
    id: newId("personExport"),
    requestId: id,
    userId,
    number,
    ...stored,
    downloadsLeft: 0,
    expiresAt,
  };
  await transaction(ctx, async (tx) => {
    // It may have been ended while the file arrived.
    await lockPerson(tx, userId);
    const row = await findArriving(ctx, id, tx);
    if ((await tx.personExport.createMany({ data: [part], skipDuplicates: true })).count === 0)
      throw new AppError("conflict", "Another ZIP of this import arrived at the same moment. Send it again.");
    if (!zip.last) return;
    const where = { id, status: "unconfirmed" as const };
    const runsAt = clock.now();
    if ((await tx.privacyRequest.updateMany({ where, data: { status: "waiting", runsAt } })).count === 0)
      throw takesNoMore();
    await planRequest(tx, { ...row, runsAt });
  }).catch(async (error: unknown) => {
    await removeObject(stored.object);
    throw error;
  });
  return { id };
}

async function findArriving(ctx: Context, id: string, tx?: Tx): Promise<PrivacyRequestRow> {
  const row = await findHere(ctx, id, tx);
  if (row.type === "import" && row.status === "unconfirmed" && !isChecked(row)) return row;
  throw takesNoMore();
}

const takesNoMore = (): AppError =>
  new AppError("conflict", "This import takes no more files. Begin another.");

/** The person's own, and of the organization that they act in: their role was asked for there. */
async function findHere(ctx: Context, id: string, tx?: Tx): Promise<PrivacyRequestRow> {
  const row = await findOwn(ctx, id, tx);
  if (row.organizationId === ctx.organizationId) return row;
  throw new AppError("not_found", "There is no such request.");
}

const isChecked = ({ steps }: PrivacyRequestRow): boolean => (steps as unknown[]).length > 0;

async function begin(tx: Tx, ctx: Context, userId: string): Promise<PrivacyRequestRow> {
  await lockPerson(tx, userId);
  const receivedAt = clock.now();
  const since = new Date(receivedAt.getTime() - 86_400_000);
  const mine = { userId, type: "import" };
  if ((await tx.privacyRequest.count({ where: { ...mine, receivedAt: { gt: since } } })) >= A_DAY)
    throw new AppError("rate_limited", `That makes ${A_DAY} imports within a day. Come back tomorrow.`, {
      retryAfterSeconds: 3600,
    });
  const open = await tx.privacyRequest.findMany({
    where: { ...mine, status: { in: ["unconfirmed", "waiting"] } },
  });
  for (const { id } of open) await endImport(tx, id, { status: "cancelled", completedAt: receivedAt });
  const { dueAt, rule } = dueDate(receivedAt);
  const id = newId("privacyRequest");
  await recordAudit(tx, ctx, { action: "privacy_request.create", subjectId: id, detail: { type: "import" } });
  return tx.privacyRequest.create({
    data: {
      ...{
        id,
        ...mine,
        organizationId: ctx.organizationId,
        source: "portal",
        status: "unconfirmed" as const,
      },
      ...{ receivedAt, acknowledgedAt: receivedAt, runsAt: receivedAt, dueAt, dueRule: rule },
    },
    include: withExports,
  });
}

/** Has what was checked taken in. Throws `conflict` where it is not checked, or is taken in already; `not_found`. */
export async function confirmImport(ctx: Context, id: string): Promise<void> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  await transaction(ctx, async (tx) => {
    const row = await findHere(ctx, id, tx);
    const now = clock.now();
    const { count } = await tx.privacyRequest.updateMany({
      where: { id, type: "import", status: "unconfirmed", confirmedAt: null },
      data: { status: "waiting", confirmedAt: now, runsAt: now },
    });
    if (count === 0 || !isChecked(row))
      throw new AppError("conflict", "This import is not checked yet, or is taken in already.");
    await planRequest(tx, { ...row, runsAt: now });
    await recordAudit(tx, ctx, { action: "privacy_request.confirm", subjectId: id });
  });
}
