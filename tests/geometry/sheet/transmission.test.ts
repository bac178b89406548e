import { describe, expect, it } from "vitest";
import { thickenLight, thicknessOf } from "@/lib/geometry/sheet/transmission";

const pla = { minMm: 0.8, maxMm: 3, attenuationPerMm: 0.8 };

describe("thicknessOf", () => {
  it("is thin for white, thick for black", () => {
    expect(thicknessOf(1, pla)).toBeCloseTo(0.8, 12);
    expect(thicknessOf(0, pla)).toBeCloseTo(3, 12);
  });

  it("lets through what the picture shows: sRGB 0.5 is 21.4 % of the light's range", () => {
    const passed = (lightness: number) => Math.exp(-0.8 * thicknessOf(lightness, pla));
    const share = (passed(0.5) - passed(0)) / (passed(1) - passed(0));
    expect(share).toBeCloseTo(0.21404, 5);
    // A straight line from lightness to thickness would be 1.9 mm.
    expect(thicknessOf(0.5, pla)).toBeCloseTo(2.1149, 4);
  });

  it("keeps dark tones thinner in a filament that swallows more", () => {
    expect(thicknessOf(0.5, { ...pla, attenuationPerMm: 3 })).toBeCloseTo(1.3122, 4);
  });
});

describe("thickenLight", () => {
  it("is the same by a table, within 0.002 mm, and clamps", () => {
    const light = Float32Array.from([-1, 0, 0.001, 0.1234, 0.5, 0.999, 1, 2]);
    const wanted = [...light].map((value) => thicknessOf(Math.max(0, Math.min(1, value)), pla));
    thickenLight(light, pla).forEach((value, at) => expect(Math.abs(value - wanted[at])).toBeLessThan(0.002));
  });
});
