import { describe, expect, it } from "vitest";
import { readMultipart, readUrlEncoded } from "@/lib/api/read-form";

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const type = "multipart/form-data; boundary=b1";
const part = (header: string, value: string) =>
  `--b1\r\nContent-Disposition: form-data; ${header}\r\n\r\n${value}\r\n`;

describe("works", () => {
  it("reads texts and a file part without a type of its own", async () => {
    const body =
      part('name="quality"', "super") + part('name="image"; filename="a.png"', "PNG") + "--b1--\r\n";
    const form = await readMultipart(bytesOf(body), type);
    expect([...form.fields]).toEqual([["quality", ["super"]]]);
    expect(Buffer.from(form.files.get("image")?.[0].bytes ?? []).toString()).toBe("PNG");
  });

  it("keeps bytes that are no text as they are", async () => {
    const picture = Uint8Array.from({ length: 256 }, (_, index) => index);
    const body = new FormData();
    body.append("image", new Blob([picture], { type: "application/octet-stream" }), "a.png");
    const sent = new Response(body);
    const bytes = new Uint8Array(await sent.clone().arrayBuffer());
    const form = await readMultipart(bytes, sent.headers.get("content-type") ?? "");
    expect(form.files.get("image")).toEqual([{ bytes: picture, declaredType: "application/octet-stream" }]);
  });

  it("keeps every value of a repeated name, in order", async () => {
    const body = part('name="formats"', "stl") + part('name="formats"', "glb") + "--b1--\r\n";
    expect((await readMultipart(bytesOf(body), type)).fields.get("formats")).toEqual(["stl", "glb"]);
  });

  it("ignores what a file calls itself", async () => {
    const body = part('name="image"; filename="../../etc/passwd"', "x") + "--b1--\r\n";
    expect([...(await readMultipart(bytesOf(body), type)).files.keys()]).toEqual(["image"]);
  });

  it("reads a urlencoded form", () => {
    const form = readUrlEncoded(bytesOf("prompt=a+tall+vase%21&quality=default"));
    expect([...form.fields]).toEqual([
      ["prompt", ["a tall vase!"]],
      ["quality", ["default"]],
    ]);
  });
});

describe("refuses with invalid_request", () => {
  const whole = part('name="a"', "1") + "--b1--\r\n";
  it.each([
    ["no boundary", whole, "multipart/form-data", /boundary/],
    ["another boundary", whole, "multipart/form-data; boundary=b2", /cannot be read/],
    ["a body that ends early", part('name="image"; filename="a"', "x").slice(0, -2), type, /cannot be read/],
    ["an empty body", "", type, /cannot be read/],
    ["1,000 parts", part('name="a"', "1").repeat(1000) + "--b1--\r\n", type, /64 parts/],
  ])("%s", async (_name, body, contentType, message) => {
    await expect(readMultipart(bytesOf(body), contentType)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(message),
    });
  });

  it("1,000 urlencoded pairs", () => {
    expect(() => readUrlEncoded(bytesOf("a=1&".repeat(1000)))).toThrow(/64 parts/);
  });
});
