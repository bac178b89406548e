"use client";
import { useEffect, useState } from "react";
import { formatSeconds } from "@/components/ui/format";
import { Progress } from "@/components/ui/progress";
import type { Generation } from "@/lib/generations/schema";

/** What happens right now: place in the queue, then stage and share, over the picture it is made from. */
export function LiveProgress({ generation }: { generation: Generation }) {
  const { status, stage, progress, queue_position: ahead, input_url: input, prompt } = generation;
  const elapsed = useElapsedSeconds(generation.started_at);
  const left = Math.max(0, generation.estimated_time_seconds - elapsed);
  const waiting = status === "pending";
  return (
    <div className="stage relative grid h-full min-h-80 place-items-center overflow-hidden p-6">
      {input && (
        <img
          src={input}
          alt="The picture that the model is made from"
          className="absolute inset-0 size-full object-contain p-8 opacity-15 blur-[2px]"
        />
      )}
      <div
        className="relative w-full max-w-sm rounded-2xl border border-line bg-raised/90 p-6 shadow-high backdrop-blur"
        aria-live="polite"
      >
        <LayerStack progress={waiting ? 0 : progress} />
        <p className="mt-5 flex items-baseline justify-between gap-3 text-sm">
          <span className="font-medium">{waiting ? sayQueue(ahead) : sayStage(stage)}</span>
          <span className="font-mono tabular-nums text-secondary">{waiting ? "" : `${progress} %`}</span>
        </p>
        <Progress value={waiting ? 0 : progress} label="Progress of the generation" className="mt-3" />
        <p className="mt-3 text-[13px] leading-5 text-secondary">
          {waiting
            ? `It then takes about ${formatSeconds(generation.estimated_time_seconds)}.`
            : left > 1
              ? `About ${formatSeconds(left)} left.`
              : "Any moment now."}{" "}
          You may leave this page; the work goes on.
        </p>
        {prompt && (
          <p className="mt-3 border-t border-line pt-3 text-[13px] text-secondary [overflow-wrap:anywhere]">
            “{prompt}”
          </p>
        )}
      </div>
    </div>
  );
}

const LAYERS = 14;

/** Layers that fill from below, as a print grows. */
function LayerStack({ progress }: { progress: number }) {
  const done = Math.round((progress / 100) * LAYERS);
  return (
    <div aria-hidden className="mx-auto grid w-28 gap-[3px]">
      {Array.from({ length: LAYERS }, (_, index) => {
        const level = LAYERS - 1 - index;
        const width = 46 + 54 * Math.abs(Math.sin(0.7 + level * 0.21));
        return (
          <span
            key={index}
            style={{ width: `${width}%` }}
            className={`mx-auto h-1 rounded-full transition-colors duration-500 ${
              level < done ? "bg-accent" : level === done ? "animate-pulse bg-accent/50" : "bg-muted-strong"
            }`}
          />
        );
      })}
    </div>
  );
}

function sayQueue(ahead: number | null): string {
  if (!ahead) return "Next in the queue";
  return ahead === 1 ? "1 generation ahead of it" : `${ahead} generations ahead of it`;
}

function sayStage(stage: string | null): string {
  const text = (stage ?? "starting").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function useElapsedSeconds(since: string | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!since) return;
    const start = new Date(since).getTime();
    const timer = setInterval(() => setSeconds(Math.max(0, (Date.now() - start) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [since]);
  return seconds;
}
