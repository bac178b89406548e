import { describe, expect, it } from "vitest";
import { TextBytes } from "@/lib/geometry/formats/text-bytes";

const decimal = (value: number): string => {
  const text = new TextBytes(0);
  text.decimal(value);
  return new TextDecoder().decode(text.bytes());
};

describe("TextBytes", () => {
  it("writes four decimals without trailing zeros", () => {
    expect([0, -0, 1, -1.5, 12.3456, 0.0001, -0.00004, 99.99996, 100.01, -1234.05].map(decimal)).toEqual([
      "0",
      "0",
      "1",
      "-1.5",
      "12.3456",
      "0.0001",
      "0",
      "100",
      "100.01",
      "-1234.05",
    ]);
  });

  it("agrees with toFixed on many numbers", () => {
    for (let i = 0; i < 2000; i++) {
      const value = Math.fround((i * 7919) % 1000003) / 997 - 500;
      expect(Number(decimal(value))).toBeCloseTo(value, 4);
    }
  });

  it("falls back on numbers past 32 bits", () => expect(decimal(-987654321.25)).toBe("-987654321.25"));

  it("grows as needed", () => {
    const text = new TextBytes(1);
    for (let i = 0; i < 3000; i++) text.whole(4294967295 - i);
    expect(text.bytes()).toHaveLength(30_000);
    expect(new TextDecoder().decode(text.bytes().subarray(0, 20))).toBe("42949672954294967294");
  });
});
