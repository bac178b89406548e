import type { Tone } from "@/components/ui/badge";

/** Green for done, amber for the caller's mistakes, red for ours. */
export function toneOfStatus(status: number): Tone {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}
