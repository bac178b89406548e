import { describe, expect, it } from "vitest";
import { entryEnglish } from "@/components/site/words/entry-english";
import { entryGerman } from "@/components/site/words/entry-german";
import { failureWords } from "@/components/site/words/failure-words";
import { fill } from "@/components/site/words/fill";
import { chooseLanguage, languages, languageTags } from "@/components/site/words/languages";

describe("the language of the public pages", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["de", "de"],
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr-FR, en;q=0.4, de;q=0.6", "de"],
    ["fr, it", "en"],
    ["de;q=0, en", "en"],
    ["constructor, de;q=junk", "de"],
    ["en;q=0.5,de;q=0.5", "en"],
  ])("is for %j %s", (accepted, language) => expect(chooseLanguage(accepted)).toBe(language));

  it.each([
    ["site", languages],
    ["sign-in and sign-up", { en: entryEnglish, de: entryGerman }],
    ["pages of failures", failureWords],
  ])("says everything of the %s in each language, with the same values to fill in", (_, said) => {
    const english = textsOf(said.en);
    for (const tag of languageTags) {
      const texts = textsOf(said[tag]);
      expect([...texts.keys()]).toEqual([...english.keys()]);
      for (const [path, text] of texts) {
        expect(text.trim(), path).not.toBe("");
        expect(valuesIn(text), path).toEqual(valuesIn(english.get(path)!));
      }
    }
  });

  it("fills in what it is given and leaves the rest", () =>
    expect(fill("{a} of {b}, {c}", { a: 1, b: "two" })).toBe("1 of two, {c}"));
});

const valuesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

function textsOf(words: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === "string" ? [[path + name, value] as const] : [...textsOf(value, `${path}${name}.`)],
    ),
  );
}
