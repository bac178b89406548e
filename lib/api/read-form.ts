import { AppError } from "@/lib/core/errors";
import { decodeUtf8 } from "./read-json";
import { readPlainForm } from "./read-plain-form";

/** A form as it was sent: texts by name, each perhaps several times, and its files. */
export interface Form {
  fields: Map<string, string[]>;
  files: Map<string, FilePart[]>;
}

export interface FilePart {
  bytes: Uint8Array;
  /** What the sender says it is; the published clients say nothing or `application/octet-stream`. */
  declaredType: string;
}

/** Far more than any call has fields: a form of a million parts must not reach the parser. */
const MAX_PARTS = 64;

/** Throws `invalid_request` for a form that cannot be read or has too many parts. */
export async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Form> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) throw broken("The header Content-Type of a multipart body must name its boundary.");
  countParts(bytes, `--${mark}`);
  const plain = readPlainForm(bytes, contentType);
  if (plain) return plain;
  const form: Form = { fields: new Map(), files: new Map() };
  for (const [name, value] of await parse(bytes, contentType)) {
    if (typeof value === "string") add(form.fields, name, value);
    else
      add(form.files, name, {
        bytes: new Uint8Array(await value.arrayBuffer()),
        declaredType: value.type.toLowerCase(),
      });
  }
  return form;
}

/** `application/x-www-form-urlencoded`. */
export function readUrlEncoded(bytes: Uint8Array): Form {
  const pairs = [...new URLSearchParams(decodeUtf8(bytes))];
  if (pairs.length > MAX_PARTS) throw broken(`A form may have up to ${MAX_PARTS} parts.`);
  return { fields: collect(pairs), files: new Map() };
}

/** Groups pairs by name, in order. */
export function collect(pairs: Iterable<[string, string]>): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) add(fields, name, value);
  return fields;
}

async function parse(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    // undici's parser takes a file part whether or not it names a type of its own, as the published clients send it.
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new AppError(
      "invalid_request",
      "The multipart body cannot be read. Check that it is complete and that its boundary matches the header.",
      { cause },
    );
  }
}

function countParts(bytes: Uint8Array, mark: string): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let marks = 0;
  for (let at = buffer.indexOf(mark); at !== -1; at = buffer.indexOf(mark, at + mark.length))
    if (++marks > MAX_PARTS + 1) throw broken(`A form may have up to ${MAX_PARTS} parts.`);
}

function add<T>(map: Map<string, T[]>, name: string, value: T): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}

const broken = (message: string): AppError => new AppError("invalid_request", message);
