"use client";
import { Dices, ExternalLink } from "lucide-react";
import { LiveProgress } from "@/components/generations/live-progress";
import { isLive } from "@/components/generations/name-generation";
import { useGeneration } from "@/components/generations/use-generation";
import { useStableUrl } from "@/components/generations/use-stable-url";
import { Button, LinkButton } from "@/components/ui/button";
import { ModelViewer } from "@/components/viewer/model-viewer";
import type { Generation } from "@/lib/generations/schema";

/** What was made, in the place of the preview: progress while it runs, then the model and its files. */
export function ResultPanel({
  initial,
  onVary,
}: {
  initial: Generation;
  /** The same wish with another seed; absent where it was not of this sitting. */
  onVary: (parent: Generation) => void;
}) {
  const { generation } = useGeneration(initial, { stream: true });
  const preview = useStableUrl(generation.preview_url);
  const thumbnail = useStableUrl(generation.thumbnail_url);
  const { report, status, error, files } = generation;
  return (
    <div
      data-result={status}
      className="flex h-80 min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-surface lg:h-104"
    >
      <div className="stage relative min-h-0 flex-1 overflow-hidden">
        {isLive(generation) ? (
          <div className="size-full [&>div]:min-h-0 [&>div]:p-2">
            <LiveProgress generation={generation} />
          </div>
        ) : status === "completed" && preview ? (
          <ModelViewer
            src={preview}
            poster={thumbnail}
            name="the model"
            sizeMm={(report?.pieces?.length ?? 1) > 1 ? undefined : report?.size_mm}
            className="h-full"
          />
        ) : (
          <div className="grid size-full place-items-center p-6 text-center text-sm leading-6">
            <p role="alert">
              {status === "cancelled" ? "Cancelled." : (error?.message ?? "The engine gave up.")} It cost
              nothing.
            </p>
          </div>
        )}
      </div>
      <div className="flex h-13 items-center gap-1.5 overflow-hidden border-t border-line bg-raised px-2.5">
        {files.map((file) => (
          <a
            key={file.format}
            href={file.url}
            download={`model.${file.extension}`}
            className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs font-medium uppercase hover:bg-muted"
          >
            {file.format}
          </a>
        ))}
        <span className="flex-1" />
        {status === "completed" && (
          <Button size="small" look="ghost" onClick={() => onVary(generation)}>
            <Dices aria-hidden className="size-4" /> Vary
          </Button>
        )}
        <LinkButton size="small" look="ghost" href={`/generations/${generation.id}`}>
          <ExternalLink aria-hidden className="size-4" /> Open
        </LinkButton>
      </div>
    </div>
  );
}
