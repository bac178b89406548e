/** HTML that is already safe. */
export class Html {
  constructor(readonly text: string) {}
  toString = (): string => this.text;
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template whose values are escaped, except for HTML of this kind; lists are joined, nothing is left out as nothing. */
export const html = (strings: TemplateStringsArray, ...values: Part[]): Html =>
  new Html(strings.reduce((text, string, index) => text + string + write(values[index]), ""));

function write(value: Part): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(write).join("");
  return String(value).replace(
    /[&<>"']/g,
    (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[letter] ?? letter,
  );
}

export const money = (cents: number, currency: string | null = "usd"): string =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: currency ?? "usd" }).format(cents / 100);

export const day = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
