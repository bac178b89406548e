"use client";
import { useSyncExternalStore } from "react";
import { formatAgo, formatMoment } from "./format";

/** A time in the past that keeps counting; the exact moment stands in its title. */
export function Ago({ time, className }: { time: string; className?: string }) {
  const now = useSyncExternalStore(everyHalfMinute, readNow, () => 0);
  return (
    <time dateTime={time} title={formatMoment(time)} className={className}>
      {now === 0 ? formatMoment(time).replace(/, \d\d:\d\d UTC$/, "") : formatAgo(time, now)}
    </time>
  );
}

const STEP_MS = 30_000;
// Rounded, so that two reads in one render agree.
const readNow = () => Math.ceil(Date.now() / STEP_MS) * STEP_MS;

function everyHalfMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, STEP_MS);
  return () => clearInterval(timer);
}
