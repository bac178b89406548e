import { toUSVString } from "node:util";
import fc from "fast-check";
import { resolve, type Operation, type Schema } from "./read-operations";
import { goodFiles, samples } from "./sample-files";
import { hostile, hostileText, valueOf } from "./value-arbitrary";

/** Who asks: a key of the tests' account, or something in a key's place. */
export const callers = [
  "full",
  "test",
  "none",
  "mistyped",
  "unknown",
  "narrow",
  "elsewhere",
  "suspended",
  "both",
] as const;
export type CallerName = (typeof callers)[number];

/** One case, as data that can be printed and sent again. */
export interface Sent {
  caller: CallerName;
  /** A parameter's text, or which of the identifiers known by then. */
  path: Record<string, string | { prefix: string; pick: number }>;
  query: string;
  headers: Record<string, string>;
  body?: Uint8Array;
}

/** Requests of an operation as the document describes it: a few that fit, most of them with something that does not. */
export function requestOf(operation: Operation): fc.Arbitrary<Sent> {
  const { parameters, method, bodies } = operation;
  const inPath = parameters.filter((one) => one.in === "path");
  const path = Object.fromEntries(inPath.map(({ name, schema }) => [name, pathText(schema)]));
  const base = {
    caller: callerOf(operation),
    path: fc.record(path),
    query: queryOf(operation),
    headers: headersOf(operation),
  };
  if (method === "GET" || Object.keys(bodies).length === 0) return fc.record(base);
  return fc
    .record({ ...base, body: fc.oneof(...Object.entries(bodies).map(bodyOf)) })
    .map(({ headers, body: { bytes, contentType }, ...rest }) => ({
      ...rest,
      headers: contentType === null ? headers : { "Content-Type": contentType, ...headers },
      body: bytes,
    }));
}

const often = <T>(weight: number, a: fc.Arbitrary<T>, b: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: a }, { weight: 100 - weight, arbitrary: b });

/** Where a call takes nothing, only who asks and how can be wrong with it. */
const takesSomething = ({ parameters, bodies }: Operation): boolean =>
  Object.keys(bodies).length > 0 || parameters.some((one) => one.in !== "header");

const callerOf = (operation: Operation): fc.Arbitrary<CallerName> =>
  often<CallerName>(
    takesSomething(operation) ? 75 : 40,
    fc.constant("full"),
    fc.constantFrom(...callers.slice(1)),
  );

function pathText(schema: Schema): fc.Arbitrary<string | { prefix: string; pick: number }> {
  const prefix = /^\^([a-z]+)_/.exec(schema.pattern ?? "")?.[1];
  const fitting = prefix
    ? fc.nat(1000).map((pick) => ({ prefix, pick }))
    : (valueOf(schema) as fc.Arbitrary<string>);
  const foreign = fc.constantFrom(
    "x",
    "..",
    "%2e%2e",
    "gen_1",
    "0".repeat(300),
    "key_0000000000000000000000",
  );
  return often<string | { prefix: string; pick: number }>(70, fitting, fc.oneof(foreign, hostileText));
}

const encode = (text: string): string => encodeURIComponent(toUSVString(text));

function queryOf(operation: Operation): fc.Arbitrary<string> {
  const declared = operation.parameters
    .filter((one) => one.in === "query")
    .map(({ name, schema }) =>
      often(65, valueOf(schema).map(String), hostileText).map((text) => `${encode(name)}=${encode(text)}`),
    );
  const strange = fc.constantFrom(
    "limit=1&limit=2",
    "page=2",
    "__proto__=1",
    "%zz=%c3",
    "%00=%00",
    "after=%ed%a0%80",
    "api_key=secret",
    `note=pp_live_${"a".repeat(49)}`,
    "a".repeat(9000),
  );
  const some = fc
    .subarray(declared, { maxLength: Math.min(3, declared.length) })
    .chain((parts) => fc.tuple(...parts))
    .map((parts) => parts.join("&"));
  return often(takesSomething(operation) ? 80 : 60, some, strange);
}

const headerText = hostileText.map((text) => text.slice(0, 2000).replace(/[^\t\x20-\x7e\x80-\xff]/g, "?"));
const headers: Record<string, fc.Arbitrary<string>> = {
  Accept: often(
    30,
    fc.constantFrom("application/json", "*/*", "text/event-stream"),
    fc.oneof(fc.constantFrom("text/xml", ",;q=,", "*"), headerText),
  ),
  "Idempotency-Key": often(60, fc.constantFrom("one", "two", "three"), headerText),
  // Nothing waits here: there is no worker, and the time of these tests is dear.
  Prefer: fc.constantFrom("wait=0", "wait=-5", "respond-async", "wait=", "=", ",,,"),
  Origin: fc.constantFrom("https://evil.example", "null", "file://", "http://localhost:3000"),
  "X-Forwarded-For": often(50, fc.ipV4(), headerText),
  "X-Forwarded-Proto": fc.constantFrom("http", "https", "gopher"),
  "Content-Encoding": fc.constantFrom("gzip", "br", "identity", "GZIP, gzip"),
  "Content-Length": fc.constantFrom("0", "99999999999", "-1", "abc", "1e9"),
  "Content-Type": fc.constantFrom(
    "text/plain",
    "application/json; charset=utf-16",
    "multipart/form-data",
    "image/png",
    ";;",
    "application/JSON",
  ),
  "X-HTTP-Method-Override": fc.constantFrom("DELETE", "PUT"),
  Cookie: headerText,
  Range: fc.constantFrom("bytes=0-", "bytes=5-1"),
};

/** None in half of the cases, else one or two, and most often those that decide something. */
function headersOf(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const own = operation.parameters.filter((one) => one.in === "header").map(({ name }) => name);
  const one = fc
    .constantFrom(...Object.keys(headers), ...own, "Accept", "Accept", "Accept")
    .chain((name) => headers[name].map((text): [string, string] => [name, text]));
  const some = fc.array(one, { minLength: 1, maxLength: 2 }).map((pairs) => Object.fromEntries(pairs));
  return often(takesSomething(operation) ? 65 : 40, fc.constant({}), some);
}

interface Body {
  bytes: Uint8Array;
  contentType: string | null;
}

function bodyOf([contentType, schema]: [string, Schema]): fc.Arbitrary<Body> {
  if (contentType === "application/json") return jsonOf(schema);
  return contentType === "multipart/form-data" ? multipartOf(schema) : urlEncodedOf(schema);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const brokenJson = [
  "",
  "[]",
  "7",
  "null",
  '"text"',
  "{",
  '{"a":1,}',
  '{"a":NaN}',
  '{"a":1e309}',
  '{"prompt":"a cube","prompt":"a cone"}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  "\ufeff{}",
  '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000),
].map(utf8);
const notUtf8 = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d);

function jsonOf(schema: Schema): fc.Arbitrary<Body> {
  const written = spoilt(schema).map((value) => utf8(JSON.stringify(value)));
  const broken = fc.constantFrom(...brokenJson, notUtf8);
  return often(75, written, broken).map((bytes) => ({ bytes, contentType: "application/json" }));
}

/** A value of the schema: as it is in a fifth of the cases, else with a field spoilt or one too many. */
function spoilt(schema: Schema): fc.Arbitrary<unknown> {
  const names = Object.keys(resolve(schema).properties ?? {});
  const name = fc.constantFrom(...names, "credits_used", "org_id", "__proto__", "");
  return fc
    .tuple(valueOf(schema), fc.nat(4), name, hostile)
    .map(([value, how, field, odd]) =>
      how === 0 || typeof value !== "object" ? value : { ...value, [field]: odd },
    );
}

interface Part {
  name: string;
  bytes: Uint8Array;
  fileName?: string;
  type?: string;
}

/** What is taken costs work, so it comes seldom. */
const file = often(8, fc.constantFrom(...goodFiles), fc.constantFrom(...samples));

function multipartOf(schema: Schema): fc.Arbitrary<Body> {
  const properties = Object.entries(schema.properties ?? {});
  const isFile = (schema: Schema): boolean => {
    const { format, items } = resolve(schema);
    return (items ?? { format }).format === "binary";
  };
  const fileNames = properties.filter(([, one]) => isFile(one)).map(([name]) => name);
  const rest = { ...schema, properties: Object.fromEntries(properties.filter(([, one]) => !isFile(one))) };
  const part: fc.Arbitrary<Part> = fc.record({
    name: fc.constantFrom(...fileNames, ...fileNames, "photo", "__proto__", "prompt"),
    bytes: file,
    fileName: fc.constantFrom("a.png", "../../etc/passwd", "\u202Egnp.exe", "", "a".repeat(300)),
    type: fc.constantFrom("", "image/png", "image/jpeg", "model/stl", "text/html"),
  });
  const parts = fc
    .tuple(spoilt(rest), fc.array(part, { maxLength: 3 }))
    .map(([value, sent]) => writeMultipart([...textParts(value), ...sent]));
  const broken = fc
    .tuple(parts, fc.nat(300), fc.constantFrom("cut", "boundary", "none"))
    .map(([bytes, length, how]) => ({
      bytes: how === "cut" ? bytes.subarray(0, length) : bytes,
      contentType: { cut: FORM, boundary: `${FORM}x`, none: "multipart/form-data" }[how]!,
    }));
  return often(
    85,
    parts.map((bytes) => ({ bytes, contentType: FORM })),
    broken,
  );
}

function urlEncodedOf(schema: Schema): fc.Arbitrary<Body> {
  const contentType = "application/x-www-form-urlencoded";
  const pairs = spoilt(schema).map(textParts);
  const written = pairs.map((parts) =>
    parts.map(({ name, bytes }) => `${encode(name)}=${encode(Buffer.from(bytes).toString())}`).join("&"),
  );
  return often(85, written, fc.constantFrom("", "=", "&&&", "a=%zz", "a=1&".repeat(100), "prompt=%00")).map(
    (text) => ({ bytes: utf8(text), contentType }),
  );
}

const EDGE = "----edge";
const FORM = `multipart/form-data; boundary=${EDGE}`;

const textParts = (value: unknown): Part[] =>
  Object.entries(value as object).map(([name, item]) => ({
    name,
    bytes: utf8(typeof item === "string" ? item : (JSON.stringify(item) ?? "")),
  }));

function writeMultipart(parts: Part[]): Uint8Array {
  const lines = parts.flatMap(({ name, bytes, fileName, type }) => [
    utf8(`--${EDGE}\r\nContent-Disposition: form-data; name="${name.replace(/[\r\n"]/g, "_")}"`),
    utf8(fileName === undefined ? "" : `; filename="${fileName}"`),
    utf8(type ? `\r\nContent-Type: ${type}\r\n\r\n` : "\r\n\r\n"),
    bytes,
    utf8("\r\n"),
  ]);
  return Buffer.concat([...lines, utf8(`--${EDGE}--\r\n`)]);
}
