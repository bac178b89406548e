"use client";
import { RotateCcw } from "lucide-react";
import { spokenHere } from "@/components/site/spoken-here";
import { failureWords } from "@/components/site/words/failure-words";
import { buttonClass } from "@/components/ui/button-look";

/** What shows where a page could not be made. The digest is the number under which our log knows the cause. */
export function PageFailure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const language = spokenHere();
  const words = failureWords[language];
  return (
    <div lang={language} className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center px-6 py-16">
      <h1 className="text-3xl font-semibold tracking-tight">{words.title}</h1>
      <p className="mt-3 leading-7 text-secondary">{words.text}</p>
      {error.digest && <p className="mt-3 font-mono text-sm text-faint">{error.digest}</p>}
      <div className="mt-7 flex flex-wrap gap-2">
        <button type="button" onClick={reset} className={buttonClass({ look: "primary" })}>
          <RotateCcw aria-hidden className="size-4" /> {words.again}
        </button>
        {/* Loaded anew, for something is broken; and no page carries a router's link for this alone. */}
        <a href="/overview" className={buttonClass({})}>
          {words.overview}
        </a>
      </div>
    </div>
  );
}
