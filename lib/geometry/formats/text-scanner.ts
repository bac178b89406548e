/**
 * Walks through ASCII text as bytes, word by word. Splitting into lines and words as strings takes several times as
 * long and, for the largest files, more memory than there is.
 */
export class TextScanner {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Past blanks within the line; a backslash before the line's end goes on to the next one. */
  skipBlanks(): void {
    const { bytes } = this;
    for (; this.at < bytes.length; this.at++) {
      const code = bytes[this.at];
      if (code === SPACE || code === TAB || code === RETURN) continue;
      if (code !== BACKSLASH) return;
      const next = bytes[this.at + 1] === RETURN ? this.at + 2 : this.at + 1;
      if (bytes[next] !== NEWLINE) return;
      this.at = next;
    }
  }

  /** Past blanks and line ends. */
  skipSpace(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] <= SPACE) this.at++;
  }

  /** Behind the end of this line. */
  skipLine(): void {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    this.at = end < 0 ? this.bytes.length : end + 1;
  }

  get atLineEnd(): boolean {
    return this.at >= this.bytes.length || this.bytes[this.at] === NEWLINE;
  }

  /** The word that begins here; empty at a blank. */
  word(): string {
    const from = this.at;
    while (this.at < this.bytes.length && this.bytes[this.at] > SPACE) this.at++;
    return readLatin(this.bytes, from, this.at);
  }

  /** What is left of this line, without blanks around it. */
  restOfLine(): string {
    const from = this.at;
    this.skipLine();
    return readLatin(this.bytes, from, this.at).trim();
  }

  /** The number of the next word, on this line or a later one; NaN for anything else, and at the end. */
  number(): number {
    this.skipSpace();
    const from = this.at;
    while (this.at < this.bytes.length && this.bytes[this.at] > SPACE) this.at++;
    return readNumber(this.bytes, from, this.at);
  }
}

/** Parses a decimal number from bytes: 15 digits and small exponents exactly and fast, anything else by `Number`. */
export function readNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  let point = false;
  for (; at < to; at++) {
    const digit = bytes[at] - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (point) scale++;
    } else if (bytes[at] === POINT && !point) point = true;
    else break;
  }
  if (at < to || digits === 0 || digits > 15) return from < to ? parseSlowly(bytes, from, to) : NaN;
  const value = mantissa / POWERS[scale];
  return negative ? -value : value;
}

export function readLatin(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]);
  return text;
}

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const BACKSLASH = 92;
const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const ZERO = 48;
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

const parseSlowly = (bytes: Uint8Array, from: number, to: number): number =>
  to - from > 400 ? NaN : Number(readLatin(bytes, from, to));
