import { describe, expect, it } from "vitest";
import { refuseMislabelled } from "@/lib/api/refuse-mislabelled";

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const png = bytesOf("\x89PNG\r\n\x1a\n....");
const jpeg = bytesOf("\xff\xd8\xff\xe0....");
const webp = bytesOf("RIFF....WEBP");
const judge = (declaredType: string, bytes: Uint8Array) => () =>
  refuseMislabelled("image", { bytes, declaredType });

describe("works", () => {
  it.each([
    ["image/png", png],
    ["image/jpeg", jpeg],
    ["image/jpg", jpeg],
    ["image/webp", webp],
    ["image/png; name=a", png],
    ["application/octet-stream", png],
    ["text/plain", jpeg],
    ["", webp],
    ["image/png", bytesOf("no picture at all")],
  ])("lets %s pass where the bytes do not contradict it", (type, bytes) => {
    expect(judge(type, bytes)).not.toThrow();
  });
});

describe("refuses", () => {
  it.each([
    ["image/png", jpeg, "image/jpeg"],
    ["image/jpeg", png, "image/png"],
    ["image/webp", png, "image/png"],
    ["image/gif", webp, "image/webp"],
  ])("%s over other bytes", (type, bytes, actual) => {
    expect(judge(type, bytes)).toThrow(`is declared as ${type} but holds ${actual}`);
  });
});
