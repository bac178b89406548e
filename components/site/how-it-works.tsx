import { FileBox, ImageUp, Ruler } from "lucide-react";
import { SiteSection } from "./site-section";
import type { SiteWords } from "./words/english";

export function HowItWorks({ words }: { words: SiteWords["steps"] }) {
  const steps = [
    { icon: ImageUp, name: words.send, text: words.sendText },
    { icon: FileBox, name: words.build, text: words.buildText },
    { icon: Ruler, name: words.print, text: words.printText },
  ];
  return (
    <SiteSection title={words.title}>
      <ol className="grid gap-x-8 gap-y-10 md:grid-cols-3">
        {steps.map(({ icon: Icon, name, text }, index) => (
          <li key={name} className="border-t-2 border-foreground/85 pt-5">
            <div className="flex items-center justify-between">
              <Icon aria-hidden className="size-6 text-accent-text" strokeWidth={1.75} />
              <span aria-hidden className="font-mono text-sm text-faint">
                {index + 1}
              </span>
            </div>
            <h3 className="mt-4 text-lg font-semibold tracking-tight">{name}</h3>
            <p className="mt-1.5 text-[15px] leading-6 text-pretty text-secondary">{text}</p>
          </li>
        ))}
      </ol>
    </SiteSection>
  );
}
