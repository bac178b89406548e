import { Check } from "lucide-react";
import { ReportCard } from "@/components/generations/report-card";
import type { ReportWords } from "@/components/generations/report-words";
import { heroReport } from "./examples";
import type { SiteWords } from "./words/english";

/** The report of the model at the top of the page. */
export function ReportSection({ words, card }: { words: SiteWords["report"]; card: ReportWords }) {
  return (
    <section className="border-y border-line bg-muted/50">
      <div className="mx-auto grid w-full max-w-6xl items-center gap-12 px-4 py-16 sm:px-6 sm:py-22 lg:grid-cols-2">
        <div>
          <h2 className="text-[28px] leading-9 font-semibold tracking-[-0.022em] sm:text-4xl sm:leading-11">
            {words.title}
          </h2>
          <p className="mt-3 text-[17px] leading-7 text-pretty text-secondary">{words.lead}</p>
          <ul className="mt-7 grid gap-3">
            {words.points.map((point) => (
              <li key={point} className="flex gap-3 text-[15px] leading-6">
                <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-text" /> {point}
              </li>
            ))}
          </ul>
        </div>
        <ReportCard report={heroReport} words={card} />
      </div>
    </section>
  );
}
