import { ArrowRight } from "lucide-react";
import Image from "next/image";
import { examples, type Example } from "./examples";
import { SiteSection } from "./site-section";
import type { SiteWords } from "./words/english";
import { fill } from "./words/fill";

/** Pictures and what the engines made of them. */
export function ExampleGallery({ words }: { words: SiteWords["gallery"] }) {
  if (examples.length === 0) return null;
  return (
    <SiteSection title={words.title} lead={words.lead}>
      <ul className="grid gap-4 md:grid-cols-2">
        {examples.map((example) => (
          <li
            key={example.name}
            className="overflow-hidden rounded-2xl border border-line bg-surface shadow-low"
          >
            <div className="stage relative grid grid-cols-[1fr_1.5fr] items-center">
              <div className="p-4 sm:p-5">
                <Input from={example.from} alt={fill(words.picture, { name: words.names[example.name] })} />
              </div>
              <Image
                src={example.output}
                alt={fill(words.model, { name: words.names[example.name] })}
                width={680}
                height={510}
                unoptimized
                className="aspect-[4/3] w-full object-contain p-2"
              />
              <span
                aria-hidden
                className="absolute top-1/2 left-[40%] grid size-7 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full border border-line bg-raised text-accent-text shadow-low"
              >
                <ArrowRight className="size-4" />
              </span>
            </div>
            <p className="flex flex-wrap justify-between gap-x-4 border-t border-line px-5 py-3.5 text-sm">
              <span className="font-medium">{words.names[example.name]}</span>{" "}
              <span className="text-faint">{example.note}</span>
            </p>
          </li>
        ))}
      </ul>
    </SiteSection>
  );
}

function Input({ from, alt }: Pick<Example, "from"> & { alt: string }) {
  const frame = "aspect-square w-full rounded-xl border border-line bg-surface";
  if ("prompt" in from)
    return (
      <p className={`${frame} grid place-items-center p-3 text-center text-base font-medium text-balance`}>
        “{from.prompt}”
      </p>
    );
  return (
    <Image
      src={from.picture}
      alt={alt}
      width={320}
      height={320}
      unoptimized
      className={`${frame} object-cover`}
    />
  );
}
