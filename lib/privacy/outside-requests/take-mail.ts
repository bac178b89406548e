import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { AskOutside, type OutsideKind, type OutsideLanguage } from "../outside-schema";
import { askByMail } from "./ask-outside";
import { readMail } from "./read-mail";

const MOST_WORDS = 2000;

/**
 * Takes a mail to the privacy mailbox for a request, as the form does: whoever it is from gets a code, and with that shows
 * that they wrote it. The time to answer runs from when our server took the mail. Without a kind it is a matter for the
 * staff, who read it. What machines write is left alone: null. Throws `invalid_request` where it names no sender, and as
 * `askOutside` does.
 */
export async function takeMail(
  raw: Buffer,
  { kind = "complaint", language = "en" }: { kind?: OutsideKind; language?: OutsideLanguage } = {},
): Promise<{ id: string } | null> {
  const mail = await readMail(raw);
  if (mail?.automatic || (mail && isOurs(mail.from))) return null;
  const message = `${mail?.subject ?? ""}\n\n${mail?.text ?? ""}`.trim().slice(0, MOST_WORDS);
  const words = message.length < 10 ? "A mail without a text." : message;
  const parsed = AskOutside.safeParse({ kind, language, email: mail?.from, message: words });
  if (!parsed.success) throw new AppError("invalid_request", "The mail does not say whom it is from.");
  const now = clock.now();
  const arrived = mail?.arrivedAt && mail.arrivedAt < now ? mail.arrivedAt : now;
  return askByMail(parsed.data, arrived);
}

/** An answer to our own mails would be asked for a code again. */
const isOurs = (address: string): boolean => env().emailFrom.toLowerCase().includes(address.toLowerCase());
