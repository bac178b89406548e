import { english, type SiteWords } from "./english";
import { german } from "./german";

/** The languages of the public pages, by their tags. */
export const languages = { en: english, de: german } satisfies Record<string, SiteWords>;
export type Language = keyof typeof languages;
export const languageTags = Object.keys(languages) as Language[];

/** The first of a browser's languages (`Accept-Language`, by weight) that the pages speak; English where there is none. */
export function chooseLanguage(accepted: string | null): Language {
  const wishes = (accepted ?? "")
    .slice(0, 500)
    .split(",")
    .map((part, place) => {
      const [tag, ...rest] = part.trim().toLowerCase().split(";");
      const weight = Number(/^\s*q=([\d.]+)/.exec(rest.join(";"))?.[1] ?? 1);
      return { language: tag.split("-")[0], weight, place };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.place - other.place);
  return wishes.map(({ language }) => language).find(isLanguage) ?? "en";
}

export const isLanguage = (value: string | undefined): value is Language =>
  value !== undefined && Object.hasOwn(languages, value);
