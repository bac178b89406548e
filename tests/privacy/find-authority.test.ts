import { describe, expect, it } from "vitest";
import { countryCodes } from "@/lib/core/countries";
import { authorities, findAuthority } from "@/lib/privacy";

describe("row 57: where to complain", () => {
  it("row 57: knows the authority of Germany, and says that those of the Länder are responsible for companies", () => {
    expect(findAuthority("DE")).toMatchObject({ url: "https://www.bfdi.bund.de" });
    expect(findAuthority("DE")?.note).toContain("datenschutzkonferenz-online.de");
    expect(findAuthority("AQ")).toBeNull();
  });

  it("row 57: has one for each country of the European Economic Area, each once, over TLS", () => {
    const eea =
      "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" ");
    expect(eea.filter((country) => !findAuthority(country))).toEqual([]);
    const countries = authorities.map(({ country }) => country);
    expect(new Set(countries).size).toBe(countries.length);
    expect(countries.filter((country) => !countryCodes.includes(country))).toEqual([]);
    expect(authorities.filter(({ url }) => !url.startsWith("https://"))).toEqual([]);
  });
});
