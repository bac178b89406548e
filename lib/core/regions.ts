/** Whether a country lies in a region: EU, EEA, or a country by its two letters. One that is not known lies in none. */
export function liesIn(region: string, country: string | null): boolean {
  if (country === null) return false;
  if (region === "EU") return EU.has(country);
  if (region === "EEA") return EU.has(country) || ["IS", "LI", "NO"].includes(country);
  return region === country;
}

/** Whether what goes from one country to the other leaves no region of the law: then it rests on no further ground. */
export const areOneRegion = (one: string | undefined, other: string): boolean =>
  one !== undefined && (one === other || (liesIn("EEA", one) && liesIn("EEA", other)));

const EU = new Set(
  "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);
