import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { entryEnglish } from "@/components/site/words/entry-english";
import { entryGerman } from "@/components/site/words/entry-german";
import { failureWords } from "@/components/site/words/failure-words";
import { fill } from "@/components/site/words/fill";
import { chooseLanguage, languages, languageTags } from "@/components/site/words/languages";
import { sayIn } from "@/components/site/words/refusals";
import { tryWords } from "@/components/site/words/try-words";
import { rightsGerman } from "@/components/site/words/rights-german";
import { AskOutside } from "@/lib/privacy/schema";
import { root } from "../support/source-files";

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
    ["place that sends calls", tryWords],
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

describe("what the forms of the German pages refuse", () => {
  const outside = [
    "outside-schema",
    ...["ask-outside", "enter-code", "agree-to-agent", "read-status"].map(
      (name) => `outside-requests/${name}`,
    ),
  ];
  const { refusals } = rightsGerman;

  it("knows every sentence of their schemas and verbs", () => {
    const source = outside
      .map((name) => readFileSync(path.join(root, `lib/privacy/${name}.ts`), "utf8"))
      .join();
    const sentences = [...source.matchAll(/"([A-Z][^"]{8,}\.)"/g)].map(([, text]) => text);
    expect(sentences.length).toBeGreaterThan(12);
    expect(sentences.filter((text) => !(text in refusals!.texts))).toEqual([]);
  });

  it("is said in German, field by field, and by its code where the sentence is not known", () => {
    const input = { kind: "correction", email: "ada", language: "de", message: "x" };
    const { issues } = AskOutside.safeParse(input).error!;
    const errors = Object.fromEntries(issues.map((issue) => [issue.path.join("."), [issue.message]]));
    const said = sayIn(refusals, { code: "invalid_request", message: issues[0].message, errors });
    expect(said.message).toBe("Bitte eine Adresse wie ada@example.com angeben.");
    expect(said.errors?.email).toEqual(["Bitte eine Adresse wie ada@example.com angeben."]);
    const strange = sayIn(refusals, { code: "too_many_attempts", message: "Try again in 31 seconds." });
    expect(strange.message).toMatch(/^Zu viele Versuche/);
    expect(sayIn(refusals, { code: "bad_mesh", message: "No.", errors: { kind: ["Nope."] } })).toMatchObject({
      message: refusals!.other,
      errors: { kind: [refusals!.field] },
    });
    expect(sayIn(null, { code: "forbidden", message: "No." }).message).toBe("No.");
  });
});

const valuesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

function textsOf(words: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === "string" ? [[path + name, value] as const] : [...textsOf(value, `${path}${name}.`)],
    ),
  );
}
