import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Form } from "@/lib/api/read-form";
import { readPlainForm } from "@/lib/api/read-plain-form";

const type = "multipart/form-data; boundary=b-1_X";
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

/** What the platform's own parser makes of a body, in the same shape; null where it refuses. */
async function parse(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Form | null> {
  const form: Form = { fields: new Map(), files: new Map() };
  const found = await new Response(bytes, { headers: { "content-type": contentType } })
    .formData()
    .catch(() => null);
  if (!found) return null;
  for (const [name, value] of found)
    if (typeof value === "string") form.fields.set(name, [...(form.fields.get(name) ?? []), value]);
    else {
      const file = {
        bytes: new Uint8Array(await value.arrayBuffer()),
        declaredType: value.type.toLowerCase(),
      };
      form.files.set(name, [...(form.files.get(name) ?? []), file]);
    }
  return form;
}

const part = (head: string, value: string) => `--b-1_X\r\n${head}\r\n\r\n${value}\r\n`;
const field = 'Content-Disposition: form-data; name="quality"';
const file = 'Content-Disposition: form-data; name="image"; filename="a.jpg"';
const end = "--b-1_X--\r\n";

describe("a plain form", () => {
  it.each([
    ["a text and a file", part(field, "super") + part(file, "\x00\xff\r\n--b-") + end],
    ["a file with a type", part(`${file}\r\nContent-Type: Image/JPEG`, "x") + end],
    ["one name several times", part(field, "a") + part(field, "b") + part(file, "") + part(file, "y") + end],
    ["no line behind its end", part(field, "a") + end.trim()],
    ["names in small letters", part(field.toLowerCase(), "") + end],
    ["the form of a browser", part(`${file}\r\nContent-Type: application/octet-stream`, "\r\n\r\n") + end],
  ])("with %s is read, as the parser reads it", async (_name, text) => {
    const read = readPlainForm(bytesOf(text), type);
    expect(read).toBeDefined();
    expect(read).toEqual(await parse(bytesOf(text), type));
  });

  it("as the platform writes it is read", async () => {
    const sent = new FormData();
    sent.append("quality", "default");
    sent.append("image", new Blob([Uint8Array.from({ length: 256 }, (_, at) => at)]), "a.png");
    const request = new Response(sent);
    const contentType = request.headers.get("content-type")!;
    const bytes = new Uint8Array(await request.arrayBuffer());
    expect(readPlainForm(bytes, contentType)).toEqual(await parse(bytes, contentType));
  });

  it("keeps a file's bytes apart from the body's", () => {
    const bytes = bytesOf(part(file, "abc") + end);
    expect(readPlainForm(bytes, type)!.files.get("image")![0].bytes.buffer.byteLength).toBe(3);
  });
});

describe("anything else is left to the parser", () => {
  it.each([
    ["a text beyond ASCII", part(field, "\xc3\xa9") + end],
    ["a long text", part(field, "x".repeat(10_001)) + end],
    ["a name with an escape", part('Content-Disposition: form-data; name="a%22"', "1") + end],
    ["a transfer encoding", part(`${field}\r\nContent-Transfer-Encoding: base64`, "YQ==") + end],
    ["the mark in a text", part(field, "b-1_X") + end],
    ["something behind the end", part(field, "a") + end + "more"],
    ["something before its begin", "\r\n" + part(field, "a") + end],
    ["no end", part(field, "a")],
    ["nothing", ""],
  ])("%s", (_name, text) => expect(readPlainForm(bytesOf(text), type)).toBeUndefined());

  it("an unusual type", () => {
    const bytes = bytesOf(part(field, "a") + end);
    for (const other of [`${type}; charset=utf-8`, "multipart/form-data; boundary=b 1", "text/plain"])
      expect(readPlainForm(bytes, other)).toBeUndefined();
  });
});

it("reads nothing that the parser reads otherwise, whatever the body is made of", async () => {
  const piece = fc.constantFrom(
    ...["--b-1_X", "b-1_X", "--", "\r\n", "\r\n\r\n", "\n", field, file, "\r\nContent-Type: image/png", "; "],
    ...[
      "Content-Disposition: form-data; name=a",
      '"',
      "x",
      "\xff",
      "\0",
      end,
      part(field, "a"),
      part(file, "b"),
    ],
    ...[
      part(`${file}\r\nContent-Type: text/plain; charset=x`, "\r\n--b"),
      'name=""',
      " ",
      "filename*=UTF-8''a",
    ],
  );
  let read = 0;
  const whole = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const framed = fc.tuple(whole, fc.boolean()).map(([text, ended]) => part(field, text) + (ended ? end : ""));
  await fc.assert(
    fc.asyncProperty(fc.oneof(whole, framed), async (text) => {
      const plain = readPlainForm(bytesOf(text), type);
      if (!plain) return;
      read++;
      expect(plain).toEqual(await parse(bytesOf(text), type));
    }),
    { numRuns: 3000, seed: 20_261_127 },
  );
  expect(read).toBeGreaterThan(100);
});
