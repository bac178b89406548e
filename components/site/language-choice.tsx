"use client";
import { useRouter } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import type { Language } from "./words/languages";

// Spelled out: the words themselves stay on the server.
const names: Record<Language, string> = { en: "English", de: "Deutsch" };

/** The languages of the public pages, each under its own name. */
export function LanguageChoice({ current, label }: { current: Language; label: string }) {
  const router = useRouter();
  function choose(language: Language) {
    keepLanguage(language);
    router.refresh();
  }
  return (
    <div role="group" aria-label={label} className="flex gap-1">
      {(Object.keys(names) as Language[]).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => choose(language)}
          className={cn(
            "rounded-md px-2 py-1 text-note pointer-coarse:py-2",
            language === current ? "bg-muted font-medium" : "text-secondary hover:text-foreground",
          )}
        >
          {names[language]}
        </button>
      ))}
    </div>
  );
}

/** For a year, or only until the browser is closed where no preferences are to be kept. */
function keepLanguage(language: Language): void {
  const kept = document.documentElement.dataset.keep === "no" ? "" : " max-age=31536000;";
  document.cookie = `language=${language}; path=/;${kept} samesite=lax`;
}
