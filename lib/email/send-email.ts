import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/core/env";
import { processWide } from "@/lib/core/process-wide";
import { isWanted, noteBounce } from "./mail-preferences";
import type { MailTopic } from "./schema";
import { unsubscribeLink } from "./unsubscribe-link";
import { writeHtml } from "./write-html";

export interface Email {
  to: string;
  subject: string;
  text: string;
  /** The same for each try of one mail, so that a mailbox shows it once where the server took it twice. */
  id: string;
  /** What kind of mail it is, where it is none that must be sent. */
  topic?: MailTopic | null;
  /** Whether it goes as HTML as well. */
  html?: boolean;
}

/** Whether the operator has named a mail server. */
export const canSendEmail = (): boolean => env().smtpUrl !== undefined;

/**
 * Hands a mail to the server; one that is not necessary only where its kind is wanted, with a link that stops it in one
 * click (RFC 8058). Throws where the server cannot be reached or does not take it, for the job to try again.
 */
export async function sendEmail({ to, subject, text, id, topic, html }: Email): Promise<void> {
  if (topic && !(await isWanted(to, topic))) return;
  const { emailFrom, publicUrl } = env();
  const messageId = `<${id}@${new URL(publicUrl).hostname}>`;
  const link = topic ? unsubscribeLink(to, topic) : null;
  const headers = link
    ? { "List-Unsubscribe": `<${link}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
    : undefined;
  const whole = link ? `${text}\nNo more mails of this kind: ${link}\n` : text;
  try {
    const body = { text: whole, html: html ? writeHtml(whole) : undefined };
    await transport().sendMail({ from: emailFrom, to, subject, ...body, messageId, headers });
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    await noteBounce(to);
    if (!topic) throw error;
  }
}

/** The server says that there is no such mailbox (RFC 5321: 550, 551 and 553 to the recipient). */
const isRefusedForGood = (error: unknown): boolean => {
  const { command, responseCode } = error as { command?: string; responseCode?: number };
  return command === "RCPT TO" && [550, 551, 553].includes(responseCode ?? 0);
};

interface Connected {
  url: string;
  transporter: Transporter;
}

const holder = processWide<{ connected?: Connected }>("mail-server", () => ({}));

function transport(): Transporter {
  const url = env().smtpUrl;
  if (!url) throw new Error("SMTP_URL is not set.");
  if (holder.connected?.url === url) return holder.connected.transporter;
  holder.connected?.transporter.close();
  const limits = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };
  const transporter = createTransport({ url, pool: true, maxConnections: 2, ...limits });
  holder.connected = { url, transporter };
  return transporter;
}
