import { timingSafeEqual } from "node:crypto";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { hashAddress, mac } from "./address-hash";
import { Suppressible } from "./schema";

/** Whom a link of a mail speaks for. It never ends: a mail may be read after years, and it can do nothing but stop mails. */
export interface UnsubscribeToken {
  addressHash: string;
  topic: Suppressible;
}

/** The address that stops mails of one kind to `email`: a POST does it, a GET shows a page. */
export const unsubscribeLink = (email: string, topic: Suppressible): string =>
  `${env().publicUrl}/mail/unsubscribe?t=${writeToken({ addressHash: hashAddress(email), topic })}`;

export const writeToken = ({ addressHash, topic }: UnsubscribeToken): string =>
  `${addressHash}.${topic}.${sign(addressHash, topic)}`;

/** Throws `invalid_request` for what this installation did not write. */
export function readToken(token: string | null | undefined): UnsubscribeToken {
  const [addressHash = "", topic = "", signature = ""] = (token ?? "").split(".");
  const known = Suppressible.safeParse(topic);
  if (!known.success || !/^[0-9a-f]{64}$/.test(addressHash)) throw refused();
  const expected = Buffer.from(sign(addressHash, topic));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refused();
  return { addressHash, topic: known.data };
}

const sign = (addressHash: string, topic: string) =>
  mac("unsubscribe", `${addressHash}\n${topic}`).slice(0, 40);

const refused = () =>
  new AppError(
    "invalid_request",
    "This link was cut or altered. Open it from the mail again, or change what you get in the settings.",
  );
