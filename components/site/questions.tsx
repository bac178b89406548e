import { Plus } from "lucide-react";
import type { SiteWords } from "./words/english";

export function Questions({ words }: { words: SiteWords["pricing"] }) {
  return (
    <section className="mx-auto w-full max-w-3xl px-4 pb-16 sm:px-6">
      <h2 className="text-2xl font-semibold tracking-tight">{words.questionsTitle}</h2>
      <div className="mt-5 divide-y divide-line border-y border-line">
        {words.questions.map(({ question, answer }) => (
          <details key={question} className="group">
            <summary className="flex list-none items-center justify-between gap-4 py-4 font-medium [&::-webkit-details-marker]:hidden">
              {question}
              <Plus
                aria-hidden
                className="size-4 shrink-0 text-faint transition-transform group-open:rotate-45"
              />
            </summary>
            <p className="pb-5 text-[15px] leading-7 text-secondary">{answer}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
