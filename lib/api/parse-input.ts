import type { z } from "zod";
import type { Contract } from "@/lib/core/contract";
import { AppError } from "@/lib/core/errors";
import { cleanText } from "./clean-text";
import { readBody } from "./read-body";
import { readFields } from "./read-fields";
import { collect, readMultipart, readUrlEncoded, type Form } from "./read-form";
import { readJson } from "./read-json";
import { refuseMislabelled } from "./refuse-mislabelled";
import { takeEncodedFiles } from "./take-encoded-files";

/** What a contract's schemas made of a request. */
export interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
  /** The bytes of the file parts by their field's name. */
  files: Record<string, Uint8Array[]>;
  /** The bytes of a JSON body as they came, for a signature over them. */
  raw?: Uint8Array;
}

/** Without files a body is text: a megabyte of it is more than any call needs. */
const TEXT_BYTES = 1024 * 1024;

/**
 * Reads and checks everything a request brings. Throws `invalid_request` with `param` and `errors`, `invalid_json`,
 * `payload_too_large`, `unsupported_media_type`, and `not_found` for a path that cannot name anything.
 */
export async function parseInput(contract: Contract, request: Request, rawParams: object): Promise<Input> {
  const params = contract.params ? checkParams(contract.params, cleanText(rawParams)) : {};
  const query = checkQuery(contract, new URL(request.url));
  return {
    params,
    query,
    ...(contract.body ? await parseBody(contract.body, request) : { body: {}, files: {} }),
  };
}

async function parseBody(
  body: NonNullable<Contract["body"]>,
  request: Request,
): Promise<Pick<Input, "body" | "files" | "raw">> {
  const contentType = request.headers.get("content-type") ?? "";
  const type = acceptedType(body, request.headers, contentType);
  const multipart = type === "multipart/form-data";
  const bytes = await readBody(request, mostBytes(body, type));
  if (type === "application/json") return { ...readJsonBody(body, bytes), raw: bytes };
  const form = multipart ? await readMultipart(bytes, contentType) : readUrlEncoded(bytes);
  const files = takeFiles(form, body.files ?? {});
  return { body: check(body.schema, cleanText(readFields(body.schema, form.fields))), files };
}

/** A file in base64 is a third longer than in a form. */
function mostBytes(
  { maxBytes, files, filesInFormsOnly }: NonNullable<Contract["body"]>,
  type: string,
): number {
  if (type === "multipart/form-data") return maxBytes;
  return type === "application/json" && files && !filesInFormsOnly
    ? Math.ceil((maxBytes * 4) / 3)
    : Math.min(maxBytes, TEXT_BYTES);
}

function readJsonBody(body: NonNullable<Contract["body"]>, bytes: Uint8Array): Pick<Input, "body" | "files"> {
  const value = readJson(bytes);
  if (body.takesList && Array.isArray(value))
    return { body: check(body.schema, cleanText(value)), files: {} };
  const fields = requireObject(value) as Record<string, unknown>;
  const { files, encodedBytes } = takeEncodedFiles(fields, (!body.filesInFormsOnly && body.files) || {});
  if (bytes.length - encodedBytes > TEXT_BYTES)
    throw new AppError(
      "payload_too_large",
      "Beside its files a body may hold up to 1 MB. Send a smaller one.",
    );
  return { body: check(body.schema, cleanText(fields)), files };
}

function acceptedType(body: NonNullable<Contract["body"]>, headers: Headers, contentType: string): string {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding !== "identity")
    throw new AppError(
      "unsupported_media_type",
      `The encoding ${encoding.slice(0, 20)} is not taken. Send the body as it is.`,
    );
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  const known = body.accepts.find((accepted) => accepted === type);
  if (known && (charset === undefined || charset === "utf-8")) return known;
  throw new AppError(
    "unsupported_media_type",
    `The body must come in UTF-8 with the Content-Type ${body.accepts.join(" or ")}.`,
  );
}

function takeFiles(form: Form, most: Readonly<Record<string, number>>): Record<string, Uint8Array[]> {
  const files: Record<string, Uint8Array[]> = {};
  for (const [name, parts] of form.files) {
    if (!Object.hasOwn(most, name))
      throw invalid([[name, `There is no file field ${name.slice(0, 60)} here.`]]);
    if (parts.length > most[name]) throw invalid([[name, tooMany(name, parts.length, most[name])]]);
    if (parts.some(({ bytes }) => bytes.byteLength === 0))
      throw invalid([[name, `The file in ${name} is empty.`]]);
    parts.forEach((part) => refuseMislabelled(name, part));
    files[name] = parts.map(({ bytes }) => bytes);
  }
  const text = Object.keys(most).find((name) => form.fields.has(name));
  if (text) throw invalid([[text, `${text} must be a file part, with a filename.`]]);
  return files;
}

const tooMany = (name: string, sent: number, most: number): string =>
  most === 1 ? `Send one file in ${name}, not ${sent}.` : `Send up to ${most} files in ${name}, not ${sent}.`;

function checkParams(schema: z.ZodType, params: unknown): unknown {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new AppError("not_found", `There is nothing at this address. ${parsed.error.issues[0].message}`);
}

function checkQuery({ query }: Contract, url: URL): unknown {
  return query ? check(query, cleanText(readFields(query, collect(url.searchParams)))) : {};
}

function requireObject(value: unknown): object {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return value;
  throw new AppError("invalid_request", "The body must be a JSON object.");
}

function check(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.flatMap((issue): [string, string][] => {
      if (issue.code === "unrecognized_keys")
        return issue.keys.map((key) => [key, "There is no such field."]);
      return [[issue.path.join(".") || "body", issue.message]];
    }),
  );
}

/** One error for all that is wrong: the first is `param` and the message, all stand in `errors`. */
function invalid(found: [string, string][]): AppError {
  const errors = new Map<string, string[]>();
  for (const [name, message] of found.slice(0, 20))
    errors.set(name.slice(0, 100), [...(errors.get(name.slice(0, 100)) ?? []), message]);
  const [[param, [message]]] = errors;
  return new AppError("invalid_request", `${param}: ${message}`, {
    param,
    errors: Object.fromEntries(errors),
  });
}
