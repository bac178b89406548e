import type { Form } from "./read-form";

/**
 * A multipart body as nearly every client writes it, read without a parser's detours, which take longer than all else that
 * is read of a request; or undefined, where anything about it is unusual, for the parser to judge. What this reads, the parser
 * reads alike: names and headers in plain ASCII, texts too, no other headers, and nothing behind the end.
 */
export function readPlainForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Form | undefined {
  const mark = PLAIN_TYPE.exec(contentType)?.[2];
  if (!mark) return undefined;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const form: Form = { fields: new Map(), files: new Map() };
  const delimiter = `--${mark}`;
  if (!isAt(body, 0, delimiter)) return undefined;
  for (let at = delimiter.length; ;) {
    if (isAt(body, at, "--")) return isEnd(body, at + 2) ? form : undefined;
    if (!isAt(body, at, LINE)) return undefined;
    const headEnd = body.indexOf(LINE + LINE, at);
    const head = headEnd === -1 ? undefined : readHead(body.toString("latin1", at + 2, headEnd));
    const begin = headEnd + 4;
    // The mark itself, wherever it stands, is where the parser ends a part.
    const next = body.indexOf(mark, begin);
    const end = next - LINE.length - 2;
    if (!head || next === -1 || end < begin || !isAt(body, end, LINE + delimiter)) return undefined;
    if (!addPart(form, head, bytes, begin, end)) return undefined;
    at = next + mark.length;
  }
}

const LINE = "\r\n";
const PLAIN_TYPE = /^multipart\/form-data; ?boundary=("?)([0-9A-Za-z_-]{1,70})\1$/i;
const DISPOSITION =
  /^content-disposition: form-data; name="([\x20-\x7e]*?)"(?:; filename="([\x20-\x7e]*?)")?$/i;
const TYPE = /^content-type: ([\x21-\x7e]+(?: [\x21-\x7e]+)*)$/i;

interface Head {
  name: string;
  isFile: boolean;
  declaredType: string;
}

function readHead(text: string): Head | undefined {
  const [first, second, ...more] = text.split(LINE);
  const [, name, filename] = DISPOSITION.exec(first) ?? [];
  const declared = second === undefined ? "text/plain" : TYPE.exec(second)?.[1];
  if (name === undefined || declared === undefined || more.length > 0) return undefined;
  if (/["\\%;]/.test(name + (filename ?? ""))) return undefined;
  return { name, isFile: filename !== undefined, declaredType: declared.toLowerCase() };
}

/** False for a text that is not plain. A file's bytes are copied, so that they keep nothing else in memory. */
function addPart(
  { fields, files }: Form,
  { name, isFile, declaredType }: Head,
  bytes: Uint8Array,
  begin: number,
  end: number,
): boolean {
  if (isFile) {
    const file = { bytes: bytes.slice(begin, end), declaredType };
    files.set(name, [...(files.get(name) ?? []), file]);
    return true;
  }
  const part = bytes.subarray(begin, end);
  if (part.some((byte) => byte > 0x7f)) return false;
  fields.set(name, [...(fields.get(name) ?? []), String.fromCharCode(...part.subarray(0, MOST))]);
  return part.length <= MOST;
}

/** Characters of a text: longer ones are for the parser. */
const MOST = 10_000;

const isEnd = (body: Buffer, at: number): boolean =>
  at === body.length || (at === body.length - 2 && isAt(body, at, LINE));

const isAt = (body: Buffer, at: number, text: string): boolean =>
  at >= 0 && body.toString("latin1", at, at + text.length) === text;
