import { ArrowRight } from "lucide-react";
import Image from "next/image";
import { examples } from "./examples";
import { SiteSection } from "./site-section";

/** Pictures and what the engines made of them. */
export function ExampleGallery() {
  if (examples.length === 0) return null;
  return (
    <SiteSection
      title="What goes in, what comes out"
      lead="Made by the engines that ship with PrintPal, on this machine. No outside service saw the pictures."
    >
      <ul className="grid gap-4 sm:grid-cols-2">
        {examples.map(({ input, output, name, note }) => (
          <li key={output} className="overflow-hidden rounded-2xl border border-line bg-surface shadow-low">
            <div className="stage relative grid grid-cols-[1fr_1.6fr] items-center">
              <div className="p-4 sm:p-5">
                <Image
                  src={input}
                  alt={`${name}: the picture`}
                  width={320}
                  height={320}
                  unoptimized
                  className="aspect-square w-full rounded-xl border border-line bg-surface object-contain p-2"
                />
              </div>
              <Image
                src={output}
                alt={`${name}: the model`}
                width={640}
                height={480}
                unoptimized
                className="aspect-[4/3] w-full object-contain"
              />
              <span
                aria-hidden
                className="absolute top-1/2 left-[38.5%] grid size-7 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full border border-line bg-raised text-accent-text shadow-low"
              >
                <ArrowRight className="size-4" />
              </span>
            </div>
            <p className="flex flex-wrap justify-between gap-x-4 border-t border-line px-5 py-3.5 text-sm">
              <span className="font-medium">{name}</span> <span className="text-faint">{note}</span>
            </p>
          </li>
        ))}
      </ul>
    </SiteSection>
  );
}
