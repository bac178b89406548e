import { requestSamples } from "@/components/generations/request-samples";
import { LinkButton } from "@/components/ui/button";
import { CodeTabs } from "@/components/ui/code-tabs";
import type { SiteWords } from "./words/english";

/** The call itself, complete enough to paste. */
export function CodeSection({ base, words }: { base: string; words: SiteWords["code"] }) {
  const samples = requestSamples(
    base,
    { quality: "high", formats: ["stl", "3mf"], size_mm: 80 },
    "robot.png",
  );
  return (
    <section className="mx-auto grid w-full max-w-6xl gap-10 px-4 py-16 sm:px-6 sm:py-22 lg:grid-cols-[0.75fr_1.25fr]">
      <div>
        <h2 className="text-[28px] leading-9 font-semibold tracking-[-0.022em] sm:text-4xl sm:leading-11">
          {words.title}
        </h2>
        <p className="mt-3 text-[17px] leading-7 text-pretty text-secondary">{words.lead}</p>
        <LinkButton href="/docs" className="mt-6">
          {words.quickStart}
        </LinkButton>
      </div>
      <CodeTabs samples={samples} />
    </section>
  );
}
