import { randomInt, randomBytes } from "node:crypto";
import { findUser } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db, type Tx } from "@/lib/db";
import {
  agreeLetter,
  canSendEmail,
  codeLetter,
  householdLetter,
  outsideNewsLetter,
  sendEmail,
  type Letter,
} from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { OUTSIDE_MAIL_JOB } from "../job-names";
import type { OutsideLanguage } from "../outside-schema";
import { openText } from "../own-requests/record";
import { withExports } from "../own-requests/record";
import { hashSecret, openDetail, statusToken, writerOf, type OutsideRow } from "./outside-record";

export type OutsideMail = "code" | "agree" | News;
type News = "received" | "extended" | "answered";

const HOUR_MS = 3_600_000;
export const AGREE_DAYS = 14;
/** Without those that look alike. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Has a mail written once the transaction commits. Secrets are made by the worker: no job ever holds one. */
export async function planMail(tx: Tx, id: string, mail: OutsideMail): Promise<void> {
  if (canSendEmail()) await enqueue(tx, OUTSIDE_MAIL_JOB, { id, mail }, { maxAttempts: 12 });
}

/** Tells whoever asked from outside what is new, where it came that way. Returns whether it did. */
export async function tellOutside(tx: Tx, privacyRequestId: string, news: News): Promise<boolean> {
  const row = await tx.outsideRequest.findFirst({ where: { privacyRequestId } });
  if (row) await planMail(tx, row.id, news);
  return row !== null;
}

/** Job body. What is gone meanwhile, or further on, gets no mail. */
export async function mailOutside(id: string, mail: OutsideMail, mailId: string): Promise<void> {
  const row = await db().outsideRequest.findUnique({ where: { id } });
  if (!row || row.expiresAt <= clock.now()) return;
  const written = await write(row, mail);
  if (!written) return;
  await sendEmail({ ...written, id: mailId });
  // Taken by the mail server: from here on the person knows that it has come.
  if (row.privacyRequestId)
    await db().privacyRequest.updateMany({
      where: { id: row.privacyRequestId, acknowledgedAt: null },
      data: { acknowledgedAt: clock.now() },
    });
}

async function write(row: OutsideRow, mail: OutsideMail): Promise<(Letter & { to: string }) | null> {
  const language = row.language as OutsideLanguage;
  const detail = await openDetail(row);
  if (mail === "code" && detail && row.state === "unverified") {
    const code = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
    const { householdSize } = detail;
    await setSecret(row, code, householdSize ? AGREE_DAYS * 24 * HOUR_MS : HOUR_MS);
    const link = `${env().publicUrl}/privacy/request#${row.id}`;
    const shown = `${code.slice(0, 5)}-${code.slice(5)}`;
    const letter = householdSize
      ? householdLetter(language, { code: shown, link, people: householdSize })
      : codeLetter(language, shown, link);
    return { to: writerOf(detail), ...letter };
  }
  if (mail === "agree" && detail?.agent && row.state === "unagreed") {
    const token = randomBytes(32).toString("base64url");
    await setSecret(row, token, AGREE_DAYS * 24 * HOUR_MS);
    const { name, company } = detail.agent;
    const link = `${env().publicUrl}/privacy/request/agree#${row.id}.${token}`;
    return {
      to: detail.email,
      ...agreeLetter(language, { agent: company ? `${name}, ${company}` : name, link }),
    };
  }
  const to = row.state === "received" ? await addressOf(row) : null;
  if (!to) return null;
  // Behind the hash sign, which browsers keep to themselves: no log and no other page reads it.
  const link = `${env().publicUrl}/privacy/request/status#${await statusToken(row.id)}`;
  return { to, ...outsideNewsLetter(language, mail as News, link, await factsOf(row)) };
}

/** A newer secret ends the one before it; the count of wrong tries goes on. */
async function setSecret({ id, state }: OutsideRow, secret: string, lifeMs: number): Promise<void> {
  await db().outsideRequest.updateMany({
    where: { id, state },
    data: {
      secretHash: hashSecret(id, secret),
      secretExpiresAt: new Date(clock.now().getTime() + lifeMs),
    },
  });
}

/** What the mails say of it, besides the link. */
async function factsOf({ privacyRequestId, language }: OutsideRow) {
  const { dueAt, extensionReason } = await db().privacyRequest.findUniqueOrThrow({
    where: { id: privacyRequestId ?? "" },
  });
  return {
    due: dueAt.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }),
    reason: extensionReason ?? "",
  };
}

/** The request knows it, or the account does. */
async function addressOf({ privacyRequestId }: OutsideRow): Promise<string | null> {
  const request = await db().privacyRequest.findUnique({
    where: { id: privacyRequestId ?? "" },
    include: withExports,
  });
  if (!request) return null;
  const user = request.userId ? await findUser(request.userId) : null;
  return user?.email ?? (await openText(request, "contact"));
}
