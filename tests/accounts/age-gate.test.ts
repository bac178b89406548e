import { afterEach, describe, expect, it, vi } from "vitest";
import { AgeAnswer } from "@/lib/accounts/schema";
import { ageOf, leastAge, requireOldEnough } from "@/lib/accounts/require-old-enough";
import { clock } from "@/lib/core/clock";
import { countryCodes, listCountries } from "@/lib/core/countries";

afterEach(() => {
  vi.restoreAllMocks();
});
const on = (day: string) => vi.spyOn(clock, "now").mockImplementation(() => new Date(`${day}T12:00:00Z`));

describe("row 42: the age gate", () => {
  it.each([
    ["US", "2013-11-28", true],
    ["US", "2013-11-27", false],
    ["DE", "2010-11-28", true],
    ["DE", "2010-11-27", false],
    ["FR", "2011-11-27", false],
    ["AT", "2012-11-27", false],
    ["AT", "2012-11-28", true],
  ])("row 42: in %s, born on %s, refuses: %s", (country, birth_date, refuses) => {
    on("2026-11-27");
    const pass = () => requireOldEnough({ birth_date, country });
    if (refuses) expect(pass).toThrow("Nothing of what you wrote was kept.");
    else expect(pass).not.toThrow();
  });

  it("row 42: counts a birthday on 29 February from 1 March in other years", () => {
    on("2027-02-28");
    expect(ageOf("2012-02-29")).toBe(14);
    on("2027-03-01");
    expect(ageOf("2012-02-29")).toBe(15);
  });

  it("row 42: knows ages from 13 to 16, and every country", () => {
    expect(new Set(countryCodes.map(leastAge))).toEqual(new Set([13, 14, 15, 16]));
    expect(new Set(countryCodes).size).toBe(countryCodes.length);
    expect(listCountries().every(({ code, name }) => name !== code)).toBe(true);
    for (const wrong of ["", "2999-01-01", "1899-12-31", "31.12.1999"])
      expect(AgeAnswer.safeParse({ birth_date: wrong, country: "DE" }).success).toBe(false);
    expect(AgeAnswer.safeParse({ birth_date: "1990-01-01", country: "ZZ" }).success).toBe(false);
  });
});
