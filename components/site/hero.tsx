import { ArrowRight } from "lucide-react";
import Image from "next/image";
import { LinkButton } from "@/components/ui/button";
import { ModelViewer } from "@/components/viewer/model-viewer";
import { heroModel, heroReport } from "./examples";
import type { SiteWords } from "./words/english";

/** The promise, and a model to turn with one's own hand beside the drawing that it came from. */
export function Hero({ words }: { words: SiteWords["hero"] }) {
  const { x, y, z } = heroReport.size_mm;
  return (
    <section className="relative isolate overflow-hidden border-b border-line">
      <div
        aria-hidden
        className="layer-lines absolute inset-0 -z-10 [mask-image:linear-gradient(to_left,black,transparent_70%)] opacity-60"
      />
      <div className="mx-auto grid w-full max-w-6xl items-center gap-x-8 px-4 pt-14 sm:px-6 lg:grid-cols-[1.2fr_1fr] lg:pt-0">
        <div className="lg:py-28">
          <h1 className="text-[38px] leading-[1.05] font-semibold tracking-[-0.035em] sm:text-[56px] xl:text-[60px]">
            {words.before}
            <br />
            <span className="text-accent-text">{words.bright}</span> {words.after}
          </h1>
          <p className="mt-5 max-w-lg text-[17px] leading-7 text-pretty text-secondary sm:text-lg sm:leading-8">
            {words.lead}
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <LinkButton href="/sign-up" look="primary" size="large">
              {words.start} <ArrowRight aria-hidden className="size-4" />
            </LinkButton>
            <LinkButton href="/docs" size="large">
              {words.docs}
            </LinkButton>
          </div>
          <p className="mt-4 text-[13px] text-faint">{words.fine}</p>
        </div>
        <div className="group relative h-104 sm:h-128 lg:h-152">
          <ModelViewer
            showcase
            src={heroModel.src}
            poster={heroModel.poster}
            name={words.model}
            offer={words.offer}
            sizeMm={heroReport.size_mm}
            className="h-full"
          />
          <figure className="pointer-events-none absolute top-8 left-0 w-28 rounded-xl border border-line bg-raised p-1.5 shadow-high sm:top-14 sm:w-34 lg:-left-6">
            <Image
              src={heroModel.input}
              alt={words.drawing}
              width={210}
              height={172}
              unoptimized
              priority
              className="w-full rounded-lg"
            />
            <figcaption className="pt-1.5 pb-0.5 text-center font-mono text-[11px] text-faint">
              bird.png
            </figcaption>
          </figure>
          <p className="pointer-events-none absolute inset-x-0 bottom-5 text-center font-mono text-xs text-faint">
            {[x, y, z].map((side) => side.toFixed(0)).join(" × ")} mm
            <span className="group-has-data-still:hidden"> · {words.turn}</span>
          </p>
        </div>
      </div>
    </section>
  );
}
