import { emailPerson, findOwnOrganizations, findUserByEmail, listStaff, setWithheld } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recordAudit, type Context, type Tx } from "@/lib/db";
import type { OutsideKind } from "../outside-schema";
import { receivePrivacyRequest, type ReceivedRequest } from "../own-requests/receive-privacy-request";
import { sealText } from "../own-requests/record";
import { planMail } from "./mail-outside";
import { sealDetail, type OutsideDetail, type OutsideRow } from "./outside-record";

/** As long as the request itself is kept. */
const KEPT_MS = 730 * 86_400_000;
const CHILD_HOURS = 24;

/** Makes a privacy request of what was asked, once it is certain who asks; what was written moves there. */
export async function receiveOutside(
  tx: Tx,
  row: OutsideRow,
  detail: OutsideDetail,
  requestId: string,
): Promise<void> {
  const kept =
    row.kind === "child_report"
      ? await receiveChildReport(tx, row, detail, requestId)
      : { privacyRequestId: await receive(tx, row, detail, requestId), detailSealed: null };
  await tx.outsideRequest.update({
    where: { id: row.id },
    data: { ...kept, state: "received", expiresAt: new Date(clock.now().getTime() + KEPT_MS) },
  });
  await planMail(tx, row.id, "received");
}

async function receive(tx: Tx, row: OutsideRow, detail: OutsideDetail, requestId: string): Promise<string> {
  const { email, message, agent, householdSize, byMail, law } = detail;
  const asked: ReceivedRequest = {
    type: row.kind === "access" ? "export" : (row.kind as Exclude<OutsideKind, "access">),
    email,
    message: agent
      ? forThePerson(agent, message)
      : householdSize
        ? `Together with ${householdSize - 1} of the same household, each of whom has confirmed it.\n\n${message ?? ""}`.trim()
        : message,
    source: agent ? "agent" : byMail ? "mail" : "form",
    law,
    receivedAt: row.receivedAt,
  };
  return (await receivePrivacyRequest({ requestId, tx }, asked)).id;
}

/** What the staff reads of an agent, with the person's own words behind it. */
const forThePerson = (
  { name, company, email, permission }: NonNullable<OutsideDetail["agent"]>,
  message = "",
): string =>
  `For the person, who has confirmed it: ${name}${company ? `, ${company}` : ""} (${email}). Permission: ${permission}\n\n${message}`.trim();

/**
 * Stops all processing of the account that is named, in the same transaction, and tells the staff, who decide within a day.
 * The report is not the account's: nobody who signs in with it reads who reported it.
 */
async function receiveChildReport(tx: Tx, row: OutsideRow, detail: OutsideDetail, requestId: string) {
  const user = await findUserByEmail(detail.account ?? "");
  const organizationIds = user ? await findOwnOrganizations(user.id, tx) : [];
  const id = newId("privacyRequest");
  const stopped = user !== null && !(await isStopped(tx, user.id));
  if (user && stopped) {
    await setWithheld(tx, { userId: user.id, organizationIds }, "frozen", true);
    await emailPerson(tx, user.id, { about: "account_paused" });
  }
  await tx.privacyRequest.create({
    data: {
      id,
      type: "child_report",
      source: "form",
      status: "waiting",
      messageSealed: await sealText(null, id, "message", reportText(detail, user?.id)),
      contactSealed: await sealText(null, id, "contact", detail.email),
      receivedAt: row.receivedAt,
      dueAt: new Date(row.receivedAt.getTime() + CHILD_HOURS * 3_600_000),
      dueRule: `${CHILD_HOURS} hours`,
      runsAt: clock.now(),
    },
  });
  const ctx: Context = { actor: { kind: "system", name: "privacy-form" }, organizationId: "", requestId };
  await recordAudit(tx, ctx, {
    action: "child_report.receive",
    subjectId: id,
    detail: { account: user?.id ?? null, stopped },
  });
  for (const userId of await listStaff(["privacy", "operator"]))
    await emailPerson(tx, userId, { about: "child_reported", requestId: id, found: user !== null });
  // Whom it is about stays until it is decided.
  const detailSealed = user ? await sealDetail(row.id, { email: "", userId: user.id, stopped }) : null;
  return { privacyRequestId: id, detailSealed };
}

const reportText = ({ account, message }: OutsideDetail, userId: string | undefined): string =>
  `Account: ${account} (${userId ?? "there is none"})\n\n${message ?? ""}`;

/** An erasure that its person planned is theirs to undo. */
async function isStopped(tx: Tx, userId: string): Promise<boolean> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { frozenAt: true } });
  return user?.frozenAt != null;
}
