import { describe, expect, it } from "vitest";
import { readTextWish } from "@/lib/engines/read-text-wish";

describe("readTextWish", () => {
  it.each([
    ['the text "Anna" as a keychain', "Anna", { style: "keychain" }],
    ["a keychain saying Anna", "Anna", { style: "keychain" }],
    ["a red key ring with the name “Zoë”", "Zoë", { style: "keychain", base_color: "#d0342c" }],
    ["sign that says Welcome home, 120 mm wide", "Welcome home", { style: "sign" }],
    ["a name plate for Dr. Smith", "Dr. Smith", { style: "plate" }],
    ["the word love", "love", { style: "plate" }],
    ["text: Hello as a sign", "Hello", { style: "sign" }],
    ['engraved plaque "1984"', "1984", { style: "sign", relief: "deboss" }],
    ["the letter Ä", "Ä", { style: "letters" }],
    ['"Hi!"', "Hi!", { style: "plate" }],
    ["handwritten name tag „Jörg“", "Jörg", { style: "plate", font: "script" }],
  ])("finds the words of %s", (prompt, words, text) => {
    expect(readTextWish(prompt)).toMatchObject({ words, text: expect.objectContaining(text) });
  });

  it("reads colours and sizes beside the words, and none in them", () => {
    expect(readTextWish('blue sign with white letters "10 mm red", 20 cm wide')).toMatchObject({
      words: "10 mm red",
      text: { style: "sign", base_color: "#2f6fc4", letter_color: "#f5f5f2" },
      size: { sizeMm: 200, sizeAxis: "x" },
    });
    expect(readTextWish('a sign "Hi", 50 mm tall')?.size).toEqual({ sizeMm: 50, sizeAxis: "y" });
  });

  it("takes no time over what is meant to take long", () => {
    // Trying every way to read it would take longer than any test may.
    for (const part of ["a ", '"', "name plate ", "saying ", " as a sign", "10 mm ", "' "])
      expect(() => readTextWish(part.repeat(1000 / part.length))).not.toThrow();
  });

  it.each([
    "a tall vase",
    'a mug with "best dad"',
    "a keychain",
    "a dinner plate",
    "a robot for Anna",
    "a letter opener",
    '""',
  ])("leaves %s to the shapes", (prompt) => expect(readTextWish(prompt)).toBeUndefined());
});
