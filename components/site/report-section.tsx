import { Check } from "lucide-react";
import { ReportCard } from "@/components/generations/report-card";
import { heroReport } from "./examples";

const points = [
  "Watertight and manifold are checked on the finished triangles, not promised",
  "Size, volume and surface in millimetres, to two decimals",
  "Overhang share, bed contact, print time and filament before you slice",
  "The same numbers in the portal and in the API's answer",
];

/** The report of the model at the top of the page. */
export function ReportSection() {
  return (
    <section className="border-y border-line bg-muted/50">
      <div className="mx-auto grid w-full max-w-6xl items-center gap-12 px-4 py-16 sm:px-6 sm:py-22 lg:grid-cols-2">
        <div>
          <h2 className="text-[28px] leading-9 font-semibold tracking-[-0.022em] sm:text-4xl sm:leading-11">
            A report you can hold us to
          </h2>
          <p className="mt-3 text-[17px] leading-7 text-pretty text-secondary">
            Every model comes with what was measured on it. This one belongs to the model at the top of the
            page.
          </p>
          <ul className="mt-7 grid gap-3">
            {points.map((point) => (
              <li key={point} className="flex gap-3 text-[15px] leading-6">
                <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-text" /> {point}
              </li>
            ))}
          </ul>
        </div>
        <ReportCard report={heroReport} />
      </div>
    </section>
  );
}
