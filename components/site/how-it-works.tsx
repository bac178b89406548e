import { FileBox, ImageUp, Ruler, type LucideIcon } from "lucide-react";
import { SiteSection } from "./site-section";

const steps: { icon: LucideIcon; name: string; text: string }[] = [
  {
    icon: ImageUp,
    name: "Send a picture or a sentence",
    text: "PNG, JPEG or WebP up to 20 MB, or words such as “a hexagonal pen holder 90 mm tall”. Say how large it should be.",
  },
  {
    icon: FileBox,
    name: "We build a solid",
    text: "The engine that suits the input grows one closed surface: no loose shells, no flipped faces, no holes to patch.",
  },
  {
    icon: Ruler,
    name: "Download and print",
    text: "STL, 3MF, OBJ, PLY and GLB in real millimetres, with print time, filament, overhangs and size measured on the mesh.",
  },
];

export function HowItWorks() {
  return (
    <SiteSection title="Three steps from picture to print">
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
