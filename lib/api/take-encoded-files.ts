import { AppError } from "@/lib/core/errors";
import { refuseMislabelled } from "./refuse-mislabelled";

/**
 * The files of a JSON body: fields that hold base64, or a data URI, or a list of either where several are taken. They
 * are taken out of `body`, so that what is left is text. Throws `invalid_request`, or `unsupported_media_type` where a
 * data URI says one kind and holds another.
 */
export function takeEncodedFiles(
  body: Record<string, unknown>,
  most: Readonly<Record<string, number>>,
): { files: Record<string, Uint8Array[]>; encodedBytes: number } {
  const files: Record<string, Uint8Array[]> = {};
  let encodedBytes = 0;
  for (const [name, limit] of Object.entries(most)) {
    if (!Object.hasOwn(body, name)) continue;
    const value = body[name];
    const texts = limit > 1 && Array.isArray(value) ? (value as unknown[]) : [value];
    if (texts.length === 0 || texts.length > limit)
      throw refused(name, `Send 1 to ${limit} files in ${name}, not ${texts.length}.`);
    files[name] = texts.map((text) => decode(name, text));
    encodedBytes += texts.reduce<number>((sum, text) => sum + (text as string).length, 0);
    delete body[name];
  }
  return { files, encodedBytes };
}

function decode(name: string, text: unknown): Uint8Array {
  if (typeof text !== "string")
    throw refused(name, `${name} must be a text: the file in base64, or a data URI.`);
  const comma = text.startsWith("data:") ? text.indexOf(",") : -1;
  const head = /^data:([\w.+-]+\/[\w.+-]+)?(;[\w.+=-]+)*;base64$/.exec(text.slice(0, Math.max(0, comma)));
  if (comma >= 0 && !head) throw refused(name, `The data URI in ${name} must be one of base64.`);
  const base64 = text.slice(comma + 1);
  if (base64.length === 0) throw refused(name, `The file in ${name} is empty.`);
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw refused(name, `${name} is not base64. Encode the file's bytes, without line breaks.`);
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  refuseMislabelled(name, { bytes, declaredType: head?.[1]?.toLowerCase() ?? "" });
  return bytes;
}

const refused = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
