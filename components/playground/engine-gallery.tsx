"use client";
import { WandSparkles } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { cn } from "@/components/ui/class-names";
import type { EngineChoice } from "@/lib/generations/schema";

interface Entry {
  engine: EngineChoice;
  name: string;
  makes: string;
  picture?: string;
}

const entries: Record<"image" | "prompt", Entry[]> = {
  image: [
    { engine: "auto", name: "Automatic", makes: "The picture decides" },
    { engine: "figure", name: "Figure", makes: "A full body", picture: "/examples/mushroom.png" },
    { engine: "relief", name: "Relief", makes: "Bright stands out", picture: "/gallery/hills.webp" },
    {
      engine: "lithophane",
      name: "Lithophane",
      makes: "For a lamp behind",
      picture: "/gallery/lithophane.webp",
    },
    { engine: "extrude", name: "Extrude", makes: "A logo, raised", picture: "/gallery/shield.webp" },
    { engine: "layers", name: "Layers", makes: "A colour each", picture: "/gallery/badge.webp" },
    { engine: "hull", name: "Several views", makes: "From 2 to 6 pictures", picture: "/gallery/views.webp" },
  ],
  prompt: [
    { engine: "auto", name: "Automatic", makes: "The words decide" },
    {
      engine: "parametric",
      name: "Shape",
      makes: "Built from measures",
      picture: "/gallery/twisted-vase.webp",
    },
    { engine: "text", name: "Text", makes: "The words themselves", picture: "/gallery/keychain.webp" },
  ],
};

const generative: Entry = { engine: "generative", name: "Elsewhere", makes: "By an outside engine" };

/** Engines by what they make: each card shows a model that the engine made. */
export function EngineGallery({
  input,
  value,
  chosen,
  outside,
  onChange,
}: {
  input: "image" | "prompt";
  value: EngineChoice;
  /** What automatic came to, by the preview. */
  chosen: string | undefined;
  /** Whether somebody outside may be asked. */
  outside: boolean;
  onChange: (engine: EngineChoice) => void;
}) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={(next) => onChange(next as EngineChoice)}
      aria-label="What to make"
      className={cn("grid grid-cols-3 gap-2 sm:grid-cols-4", outside ? "lg:grid-cols-8" : "lg:grid-cols-7")}
    >
      {[...entries[input], ...(outside && input === "image" ? [generative] : [])].map(
        ({ engine, name, makes, picture }) => (
          <RadioGroup.Item
            key={engine}
            value={engine}
            aria-label={name}
            className="group min-w-0 overflow-hidden rounded-xl border border-line bg-surface text-left shadow-low transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-mid data-[state=checked]:border-accent data-[state=checked]:ring-2 data-[state=checked]:ring-accent/25"
          >
            <span className="grid aspect-4/3 place-items-center stage overflow-hidden border-b border-line">
              {picture ? (
                <img src={picture} alt="" loading="lazy" className="size-full object-contain p-1" />
              ) : (
                <WandSparkles aria-hidden className="size-7 text-accent-text" />
              )}
            </span>
            <span className="block px-2.5 py-2">
              <span className="block text-note leading-4 font-medium group-data-[state=checked]:text-accent-text">
                {name}
              </span>
              <span className="mt-0.5 block text-xs leading-4 text-faint">
                {engine === "auto" && value === "auto" && chosen ? `Here: ${chosen}` : makes}
              </span>
            </span>
          </RadioGroup.Item>
        ),
      )}
    </RadioGroup.Root>
  );
}
