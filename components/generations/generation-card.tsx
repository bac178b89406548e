import { ImageOff, Type } from "lucide-react";
import Link from "next/link";
import { Ago } from "@/components/ui/ago";
import { Progress } from "@/components/ui/progress";
import type { Generation } from "@/lib/generations/schema";
import { isLive, nameGeneration } from "./name-generation";
import { qualityLabels } from "./quality-names";
import { StatusBadge } from "./status-badge";

/** A generation as a tile: its picture, where it stands, and the way to its page. */
export function GenerationCard({ generation }: { generation: Generation }) {
  const name = nameGeneration(generation);
  return (
    <Link
      href={`/generations/${generation.id}`}
      className="group block min-w-0 overflow-hidden rounded-xl border border-line bg-surface shadow-low transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-mid"
    >
      <div className="stage relative grid aspect-square place-items-center overflow-hidden border-b border-line">
        <CardPicture generation={generation} name={name} />
        {generation.status !== "completed" && (
          <StatusBadge status={generation.status} className="absolute top-2.5 left-2.5" />
        )}
        {isLive(generation) && (
          <Progress
            value={generation.progress}
            label="Progress"
            className="absolute inset-x-0 bottom-0 rounded-none"
          />
        )}
      </div>
      <div className="px-3.5 py-3">
        <p dir="auto" className="truncate text-sm font-medium">
          {name}
        </p>
        <p className="mt-0.5 flex justify-between gap-2 text-xs text-faint">
          <span className="truncate">{qualityLabels[generation.quality]}</span>
          <Ago time={generation.created_at} className="shrink-0" />
        </p>
      </div>
    </Link>
  );
}

function CardPicture({ generation, name }: { generation: Generation; name: string }) {
  const { thumbnail_url: thumbnail, input_url: input, prompt } = generation;
  if (thumbnail)
    return (
      <img
        src={thumbnail}
        alt={name}
        loading="lazy"
        className="absolute inset-0 size-full object-cover transition-transform duration-300 group-hover:scale-[1.03]"
      />
    );
  if (input)
    return (
      <img
        src={input}
        alt=""
        loading="lazy"
        className="absolute inset-0 size-full object-contain p-4 opacity-40"
      />
    );
  const Icon = prompt ? Type : ImageOff;
  return <Icon aria-hidden className="size-7 text-faint/60" />;
}
