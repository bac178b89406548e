import { describe, expect, it } from "vitest";
import { refuseMislabelled } from "@/lib/api/refuse-mislabelled";

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const png = bytesOf("\x89PNG\r\n\x1a\n....");
const jpeg = bytesOf("\xff\xd8\xff\xe0....");
const glb = bytesOf("glTF....");
const ply = bytesOf("ply\nformat");
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
    ["model/gltf-binary", glb],
    ["application/x-ply", ply],
    ["model/stl", bytesOf("no mesh at all")],
    ["application/octet-stream", glb],
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
    ["model/stl", glb, "a GLB"],
    ["model/gltf-binary", ply, "a PLY"],
    ["model/3mf", png, "image/png"],
  ])("%s over other bytes", (type, bytes, actual) => {
    expect(judge(type, bytes)).toThrow(`is declared as ${type} but holds ${actual}`);
  });
});
