import { timingSafeEqual } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db";
import { invitationLetter, mac, sendEmail } from "@/lib/email";

interface Invited {
  id: string;
  tokenHash: string;
}

/**
 * What the worker does of an invitation: mails its link, unless it was taken, taken back or is over. The secret in the mail is
 * made of what is kept, so that no job ever holds one, and ends with the link that was shown.
 */
export async function mailInvitation(id: string, mailId: string): Promise<void> {
  const row = await db().invitation.findUnique({
    where: { id },
    include: { organization: { select: { name: true } } },
  });
  if (!row || row.expiresAt <= clock.now()) return;
  const link = joinLink(`${id}.${sign(row)}`);
  const until = row.expiresAt.toISOString().slice(0, 10);
  const letter = invitationLetter({ organization: row.organization.name, role: row.role, until, link });
  await sendEmail({ to: row.email, id: mailId, topic: "invitations", ...letter });
}

export const joinLink = (token: string): string => `${env().publicUrl}/join/${token}`;

/** Whether `token` is the one of a mail about this invitation. */
export function isMailedToken(invited: Invited, token: string): boolean {
  const [expected, given] = [`${invited.id}.${sign(invited)}`, token].map((text) => Buffer.from(text));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const sign = ({ id, tokenHash }: Invited): string => mac("invitation", `${id}\n${tokenHash}`).slice(0, 40);
