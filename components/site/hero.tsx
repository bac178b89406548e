import { ArrowRight } from "lucide-react";
import { LinkButton } from "@/components/ui/button";
import { ModelViewer } from "@/components/viewer/model-viewer";
import { heroModel } from "./examples";

/** The promise, and a model to turn with one's own hand. */
export function Hero() {
  const { x, y, z } = heroModel.sizeMm;
  return (
    <section className="relative isolate overflow-hidden border-b border-line">
      <div
        aria-hidden
        className="layer-lines absolute inset-0 -z-10 [mask-image:linear-gradient(to_left,black,transparent_70%)] opacity-60"
      />
      <div className="mx-auto grid w-full max-w-6xl items-center gap-x-10 px-4 pt-14 sm:px-6 lg:grid-cols-[1.08fr_1fr] lg:pt-0">
        <div className="lg:py-28">
          <h1 className="text-[40px] leading-[1.04] font-semibold tracking-[-0.035em] sm:text-[58px]">
            Pictures in.
            <br />
            <span className="text-accent-text">Printable models</span> out.
          </h1>
          <p className="mt-5 max-w-lg text-[17px] leading-7 text-pretty text-secondary sm:text-lg sm:leading-8">
            One API call turns an image or a sentence into a watertight mesh in millimetres, with a measured
            print report. No clean-up in a modelling program, no surprises in the slicer.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <LinkButton href="/sign-up" look="primary" size="large">
              Start with 100 free credits <ArrowRight aria-hidden className="size-4" />
            </LinkButton>
            <LinkButton href="/docs" size="large">
              Read the docs
            </LinkButton>
          </div>
          <p className="mt-4 text-[13px] text-faint">No card needed. Test keys are free for good.</p>
        </div>
        <div className="relative h-104 sm:h-128 lg:h-152">
          <ModelViewer
            showcase
            src={heroModel.src}
            poster={heroModel.poster}
            name={heroModel.name}
            sizeMm={heroModel.sizeMm}
            className="h-full"
          />
          <p className="pointer-events-none absolute inset-x-0 bottom-5 text-center font-mono text-xs text-faint">
            {x} × {y} × {z} mm · watertight · drag to turn
          </p>
        </div>
      </div>
    </section>
  );
}
