import { ArrowRight } from "lucide-react";
import { LinkButton } from "@/components/ui/button";
import type { SiteWords } from "./words/english";

export function ClosingCall({ words }: { words: SiteWords["closing"] }) {
  return (
    <section className="border-t border-line">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-6 px-4 py-16 sm:px-6">
        <div>
          <h2 className="text-[28px] leading-9 font-semibold tracking-[-0.022em]">{words.title}</h2>
          <p className="mt-2 text-secondary">{words.lead}</p>
        </div>
        <LinkButton href="/sign-up" look="primary" size="large">
          {words.create} <ArrowRight aria-hidden className="size-4" />
        </LinkButton>
      </div>
    </section>
  );
}
