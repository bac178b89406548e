import { clock } from "@/lib/core/clock";
import type { Prisma } from "@/lib/db";
import { openRecord, sealRecord } from "@/lib/storage";
import { acknowledgeBy, furthestDate } from "../due-date";
import type { Law } from "../law-schema";
import type { ErasureReceipt, PrivacyRequest, RequestStep } from "../privacy-request-schema";

export const withExports = { exports: { orderBy: { number: "asc" } } } as const;
export type PrivacyRequestRow = Prisma.PrivacyRequestGetPayload<{ include: { exports: true } }>;

/** Whose key seals what somebody wrote who belongs to no organization: this installation's. */
const INSTALLATION = "installation";

/** What a person wrote, or where to answer them, for a column of the request. */
export async function sealText(
  organizationId: string | null,
  id: string,
  what: "message" | "contact",
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sealRecord(nameOf(organizationId, id, what), Buffer.from(text)));
}

/** The text again, or null where there is none. */
export async function openText(row: PrivacyRequestRow, what: "message" | "contact"): Promise<string | null> {
  const sealed = what === "message" ? row.messageSealed : row.contactSealed;
  if (!sealed) return null;
  return (await openRecord(nameOf(row.organizationId, row.id, what), Buffer.from(sealed))).toString();
}

const nameOf = (organizationId: string | null, id: string, what: string) => ({
  organizationId: organizationId ?? INSTALLATION,
  name: `privacy-request:${what}:${id}`,
});

export const stepsOf = (row: Pick<PrivacyRequestRow, "steps">): RequestStep[] =>
  row.steps as unknown as RequestStep[];

/** Row → resource. Exports show once the request is completed: before that they may be packed anew. */
export async function toPrivacyRequest(row: PrivacyRequestRow): Promise<PrivacyRequest> {
  return {
    id: row.id,
    object: "privacy_request",
    type: row.type as PrivacyRequest["type"],
    source: row.source as PrivacyRequest["source"],
    purpose: row.purpose as PrivacyRequest["purpose"],
    message: await openText(row, "message"),
    status: row.status,
    law: row.law as Law,
    received_at: row.receivedAt.toISOString(),
    acknowledge_by: isAsked(row) ? acknowledgeBy(row.receivedAt).toISOString() : null,
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    due_at: row.dueAt.toISOString(),
    due_rule: row.dueRule,
    furthest_due_at: furthestOf(row)?.toISOString() ?? null,
    extended_at: row.extendedAt?.toISOString() ?? null,
    extension_reason: row.extensionReason,
    starts_at: row.runsAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
    confirmed: row.confirmedAt !== null,
    can_cancel: canCancel(row),
    steps: stepsOf(row),
    exports: row.status === "completed" && row.type === "export" ? row.exports.map(toFile) : [],
    receipt: row.receipt as ErasureReceipt | null,
    answer: row.answer,
  };
}

type Asked = Pick<PrivacyRequestRow, "source" | "type" | "law" | "receivedAt">;

/** By a person, and not by the staff or the calendar in their place. */
const isAsked = ({ source }: Pick<Asked, "source">): boolean =>
  ["portal", "form", "agent", "mail"].includes(source);

/** As far as its time may be extended: a report about a child has its 24 hours, and nobody waits for what nobody asked. */
export const furthestOf = (row: Asked): Date | null =>
  isAsked(row) && !["child_report", "import"].includes(row.type)
    ? furthestDate(row.receivedAt, row.law as Law)
    : null;

/** What has not begun can be taken back; the other kinds take effect at once and have a request of their own for that. */
export const cancellable: readonly string[] = ["export", "import", "erasure", "correction"];

const canCancel = ({ status, runsAt, type }: PrivacyRequestRow): boolean =>
  status === "unconfirmed" ||
  (status === "waiting" && cancellable.includes(type) && (type !== "erasure" || clock.now() < runsAt));

const toFile = (file: PrivacyRequestRow["exports"][number]): PrivacyRequest["exports"][number] => ({
  id: file.id,
  number: file.number,
  size_bytes: Number(file.sizeBytes),
  sha256: file.sha256,
  downloads_left: file.downloadsLeft,
  expires_at: file.expiresAt.toISOString(),
});
