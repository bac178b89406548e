import { crc32 as nodeCrc32, deflateRawSync } from "node:zlib";
import { strToU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32, zipArchive } from "@/lib/geometry/formats/zip-archive";

const deflateRaw = (bytes: Uint8Array) => deflateRawSync(bytes);

describe("zipArchive", () => {
  it("packs what another reader unpacks", () => {
    const noise = Uint8Array.from({ length: 999 }, (_, i) => (i * i * 31) >>> (i % 9));
    const entries = [
      { name: "a.txt", bytes: strToU8("again ".repeat(500)) },
      { name: "3D/empty", bytes: new Uint8Array(0) },
      { name: "noise.bin", bytes: noise },
    ];
    const zip = zipArchive(entries, deflateRaw);
    const read = unzipSync(zip);
    expect(Object.keys(read)).toEqual(["a.txt", "3D/empty", "noise.bin"]);
    for (const { name, bytes } of entries) expect([...read[name]]).toEqual([...bytes]);
    expect(zip.length).toBeLessThan(1600);
  });

  it("writes the date 1980-01-01, so that the bytes never depend on the clock", () => {
    const zip = zipArchive([{ name: "a", bytes: strToU8("b") }], deflateRaw);
    expect([...zip.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  it("computes the checksum that zlib computes, at every length modulo four", () => {
    for (const length of [0, 1, 2, 3, 4, 5, 1023]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + 11) & 255);
      expect(crc32(bytes)).toBe(nodeCrc32(bytes));
    }
  });
});
