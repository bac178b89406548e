import { readLatin, readNumber } from "./text-scanner";

/**
 * The tags of an XML document one after the other, with their attributes, straight from its UTF-8 bytes. No tree is
 * built and no entity is looked up: a model of millions of tags costs no memory, and there is nothing to blow up.
 * Prefixes of names are left away. Text between tags, comments, instructions and declarations are passed over.
 */
export class XmlTags {
  /** Name of the current tag. */
  name = "";
  closing = false;
  /** `<tag/>`: no closing tag follows. */
  empty = false;
  private at = 0;
  /** From and to of each attribute's name, then of its value. */
  private readonly attributes: number[] = [];

  constructor(private readonly bytes: Uint8Array) {}

  /** Goes to the next tag; false at the end of the document, or where it is cut off inside a tag. */
  next(): boolean {
    const { bytes } = this;
    for (;;) {
      const open = bytes.indexOf(LESS, this.at);
      if (open < 0 || open + 1 >= bytes.length) return false;
      const mark = bytes[open + 1];
      if (mark !== QUESTION && mark !== EXCLAMATION) return this.readTag(open + 1);
      const comment = mark === EXCLAMATION && bytes[open + 2] === DASH && bytes[open + 3] === DASH;
      this.at = comment ? this.commentEnd(open + 4) : bytes.indexOf(GREATER, open) + 1;
      if (this.at <= 0) return false;
    }
  }

  /** An attribute's text. */
  text(name: string): string | undefined {
    const slot = this.find(name);
    if (slot < 0) return undefined;
    return decoder.decode(this.bytes.subarray(this.attributes[slot + 2], this.attributes[slot + 3]));
  }

  /** An attribute's number; NaN where there is none. */
  number(name: string): number {
    const slot = this.find(name);
    return slot < 0 ? NaN : readNumber(this.bytes, this.attributes[slot + 2], this.attributes[slot + 3]);
  }

  private find(name: string): number {
    const { attributes, bytes } = this;
    slots: for (let slot = 0; slot < attributes.length; slot += 4) {
      const from = attributes[slot];
      if (attributes[slot + 1] - from !== name.length) continue;
      for (let n = 0; n < name.length; n++) if (bytes[from + n] !== name.charCodeAt(n)) continue slots;
      return slot;
    }
    return -1;
  }

  private commentEnd(from: number): number {
    for (let at = from; ; at++) {
      at = this.bytes.indexOf(DASH, at);
      if (at < 0) return 0;
      if (this.bytes[at + 1] === DASH && this.bytes[at + 2] === GREATER) return at + 3;
    }
  }

  private readTag(from: number): boolean {
    const { bytes, attributes } = this;
    attributes.length = 0;
    this.closing = bytes[from] === SLASH;
    let at = this.closing ? from + 1 : from;
    const nameAt = at;
    while (at < bytes.length && isNameByte(bytes[at])) at++;
    this.name = readLatin(bytes, pastPrefix(bytes, nameAt, at), at);
    for (;;) {
      while (at < bytes.length && bytes[at] <= SPACE) at++;
      if (at >= bytes.length) return false;
      if (bytes[at] === GREATER || bytes[at] === SLASH) break;
      const attributeAt = at;
      while (at < bytes.length && isNameByte(bytes[at])) at++;
      const attributeEnd = at;
      while (at < bytes.length && (bytes[at] <= SPACE || bytes[at] === EQUALS)) at++;
      const quote = bytes[at];
      if (attributeEnd === attributeAt || (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE)) return false;
      const valueEnd = bytes.indexOf(quote, at + 1);
      if (valueEnd < 0) return false;
      attributes.push(pastPrefix(bytes, attributeAt, attributeEnd), attributeEnd, at + 1, valueEnd);
      at = valueEnd + 1;
    }
    this.empty = bytes[at] === SLASH;
    this.at = at + (this.empty ? 2 : 1);
    return true;
  }
}

const decoder = new TextDecoder();
const SPACE = 32;
const EXCLAMATION = 33;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;

const isNameByte = (code: number): boolean =>
  code > SPACE && code !== SLASH && code !== GREATER && code !== EQUALS && code !== LESS;

function pastPrefix(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === COLON) return at + 1;
  return from;
}
