"use client";
import { useDocsWords } from "./docs-language";

/** That the text which follows is in English, for whoever reads the frame around it in another language. */
export function EnglishNote() {
  const { language, words } = useDocsWords();
  if (!words.inEnglish) return null;
  return (
    <p lang={language} className="mx-auto w-full max-w-7xl px-4 pt-4 text-note text-secondary sm:px-6">
      {words.inEnglish}
    </p>
  );
}
