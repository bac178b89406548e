import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db, emailHash } from "@/lib/db";
import {
  addressChangedLetter,
  addressInUseLetter,
  leaveAddressLetter,
  sendEmail,
  takeAddressLetter,
  type MailLanguage,
} from "@/lib/email";
import { tokenOf, type Side } from "./change-token";

interface Asked {
  id: string;
  side: Side;
  language: MailLanguage;
}

/** What the worker does of a wish for another address: it asks one side, unless the wish was taken back or is over. */
export async function mailEmailChange({ id, side, language }: Asked, mailId: string): Promise<void> {
  const row = await db().emailChange.findUnique({ where: { id }, include: { user: true } });
  if (!row || row.expiresAt <= clock.now() || row.user.closedAt) return;
  const { newEmail, user } = row;
  const { publicUrl } = env();
  // Behind the hash sign, which browsers keep to themselves: no log and no other page reads it.
  const link = `${publicUrl}/confirm-address#${tokenOf(id, side)}`;
  if (side === "old") {
    const letter = leaveAddressLetter(language, { newEmail, link, publicUrl });
    return sendEmail({ to: user.email, id: mailId, ...letter });
  }
  const taken = (await db().user.count({ where: { emailHash: emailHash(newEmail) } })) > 0;
  const letter = taken ? addressInUseLetter(language, publicUrl) : takeAddressLetter(language, link);
  await sendEmail({ to: newEmail, id: mailId, ...letter });
}

/** Tells the former address that it is one. */
export async function mailFormerAddress(
  { id, language }: Omit<Asked, "side">,
  mailId: string,
): Promise<void> {
  const row = await db().formerAddress.findUnique({ where: { id } });
  if (!row) return;
  await sendEmail({ to: row.fromEmail, id: mailId, ...addressChangedLetter(language, env().publicUrl) });
}
