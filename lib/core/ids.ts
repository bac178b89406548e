import { randomBytes } from "node:crypto";

/** Every public identifier's prefix, in one list. */
export const idPrefixes = {
  user: "usr",
  organization: "org",
  project: "prj",
  membership: "mem",
  invitation: "inv",
  session: "ses",
  passkey: "pky",
  signUp: "sgn",
  emailChange: "emc",
  formerAddress: "fad",
  apiKey: "key",
  ledgerEntry: "led",
  upload: "upl",
  generation: "gen",
  file: "fil",
  share: "shr",
  transfer: "trf",
  conversion: "cnv",
  printCheck: "chk",
  event: "evt",
  webhookEndpoint: "whe",
  webhookDelivery: "whd",
  audit: "aud",
  request: "req",
  dataSubjectRequest: "dsr",
  dataExport: "exp",
  privacyRequest: "prq",
  outsideRequest: "osr",
  processorChange: "pch",
  processorObjection: "obj",
  businessTransfer: "btr",
  personExport: "pex",
  legalHold: "hld",
  breach: "brc",
  legalRequest: "lgl",
  erasureEntry: "era",
  consent: "con",
  policyAcceptance: "pac",
  cookieChoice: "cck",
  keyAttestation: "att",
  dpaSignature: "dpa",
  outage: "out",
  alert: "alt",
  backup: "bak",
  ticket: "tkt",
  ticketMessage: "msg",
  checkout: "cho",
  payment: "pay",
  refund: "rfd",
  topUp: "top",
} as const;

export type IdKind = keyof typeof idPrefixes;

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * A prefixed random identifier such as `gen_3kTMd…`: 22 base62 digits, 130 bits. `digits` are those of a repeated call,
 * which makes the same thing under the same name.
 */
export function newId(kind: IdKind, digits: string = newIdDigits()): string {
  return `${idPrefixes[kind]}_${digits}`;
}

export const newIdDigits = (): string => randomBase62(22);

/** The digits of an identifier that a digest decides: of 256 bits the remainder of 62^22 is as good as uniform. */
export function digitsFrom(digest: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(digest).toString("hex")}`);
  let text = "";
  for (; text.length < 22; rest /= 62n) text = ALPHABET[Number(rest % 62n)] + text;
  return text;
}

/** Uniform base62 digits: bytes of 248 and above are drawn again, so that no digit is likelier. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length + 8)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** A non-negative integer in base62, left-padded with zeros to `length` digits. */
export function toBase62(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62))
    text = ALPHABET[rest % 62] + text;
  return text;
}
