import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/core/env";
import { processWide } from "@/lib/core/process-wide";

export interface Email {
  to: string;
  subject: string;
  text: string;
  /** The same for each try of one mail, so that a mailbox shows it once where the server took it twice. */
  id: string;
}

/** Whether the operator has named a mail server. */
export const canSendEmail = (): boolean => env().smtpUrl !== undefined;

/** Hands a mail to the server. Throws where that cannot be reached or does not take it, for the job to try again. */
export async function sendEmail({ to, subject, text, id }: Email): Promise<void> {
  const { emailFrom, publicUrl } = env();
  const messageId = `<${id}@${new URL(publicUrl).hostname}>`;
  await transport().sendMail({ from: emailFrom, to, subject, text, messageId });
}

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
