"use client";
import { Tabs } from "radix-ui";
import { cn } from "./class-names";
import { CodeText } from "./code-block";
import { CopyButton } from "./copy-button";
import type { CodeLanguage } from "./highlight-code";

export interface CodeSample {
  name: string;
  language: CodeLanguage;
  code: string;
}

/** The same thing in several languages. */
export function CodeTabs({ samples, className }: { samples: readonly CodeSample[]; className?: string }) {
  return (
    <Tabs.Root
      defaultValue={samples[0]?.name}
      className={cn("relative min-w-0 overflow-hidden rounded-xl border border-line bg-code", className)}
    >
      <Tabs.List aria-label="Language" className="flex h-11 items-stretch gap-1 border-b border-line px-2">
        {samples.map(({ name }) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="-mb-px border-b-2 border-transparent px-2.5 text-note font-medium text-faint hover:text-foreground data-[state=active]:border-accent data-[state=active]:text-foreground"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {samples.map(({ name, language, code }) => (
        <Tabs.Content key={name} value={name} className="relative">
          <CodeText code={code} language={language} />
          <CopyButton
            text={code}
            label={`Copy ${name}`}
            className="absolute top-1.5 right-1.5 bg-code/80 backdrop-blur"
          />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
