import { cn } from "./class-names";

/** A grey stand-in of the coming content's size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-lg bg-muted-strong/70", className)} />;
}
