"use client";
import { Box, Eye } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { useGeneration } from "@/components/generations/use-generation";
import { isLive } from "@/components/generations/name-generation";
import { useStableUrl } from "@/components/generations/use-stable-url";
import { Spinner } from "@/components/ui/spinner";
import type { Generation } from "@/lib/generations/schema";
import type { PlaygroundState } from "./playground-state";

/** Something made on this page, with the form as it was. */
export interface Run {
  made: Generation;
  state: PlaygroundState;
}

/** The preview and what was made since the page was opened, side by side to compare. */
export function RunStrip({
  runs,
  shown,
  onShow,
}: {
  runs: readonly Run[];
  /** The generation's id; null is the preview. */
  shown: string | null;
  onShow: (id: string | null) => void;
}) {
  return (
    <div role="group" aria-label="Preview and results" className="flex gap-2 overflow-x-auto p-1">
      <Tile label="Preview" on={shown === null} onClick={() => onShow(null)}>
        <Eye aria-hidden className="size-5 text-faint" />
      </Tile>
      {runs.map(({ made }, n) => (
        <RunTile
          key={made.id}
          initial={made}
          label={`${made.metadata.variation_of ? "Variation" : "Result"} ${n + 1}`}
          on={shown === made.id}
          onClick={() => onShow(made.id)}
        />
      ))}
    </div>
  );
}

function RunTile({
  initial,
  ...tile
}: {
  initial: Generation;
  label: string;
  on: boolean;
  onClick: () => void;
}) {
  // The one that is shown is followed beside the picture.
  const { generation } = useGeneration(initial, { quiet: tile.on });
  const picture = useStableUrl(generation.thumbnail_url);
  return (
    <Tile {...tile}>
      {picture ? (
        <img src={picture} alt="" className="size-full object-contain" />
      ) : isLive(generation) ? (
        <Spinner className="size-4 text-faint" />
      ) : (
        <Box aria-hidden className="size-5 text-faint" />
      )}
    </Tile>
  );
}

function Tile({
  label,
  on,
  onClick,
  children,
}: {
  label: string;
  on: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={cn(
        "w-20 shrink-0 overflow-hidden rounded-lg border border-line bg-surface text-left text-xs text-secondary",
        on && "border-accent ring-2 ring-accent/25",
      )}
    >
      <span className="grid h-14 stage place-items-center overflow-hidden">{children}</span>
      <span className="block truncate px-1.5 py-1">{label}</span>
    </button>
  );
}
