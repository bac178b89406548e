import type { GenerationStatus } from "./schema";

/**
 * pending → processing → completed | failed | cancelled. A pending one may also be cancelled, or fail when its job is
 * given up; a processing one may be taken again by another worker.
 */
const next: Record<GenerationStatus, readonly GenerationStatus[]> = {
  pending: ["processing", "failed", "cancelled"],
  processing: ["processing", "completed", "failed", "cancelled"],
  completed: [],
  failed: [],
  cancelled: [],
};

export const mayBecome = (from: GenerationStatus, to: GenerationStatus): boolean => next[from].includes(to);

/** No job will touch it any more. */
export const isFinished = (status: GenerationStatus): boolean => next[status].length === 0;

/** Statuses from which work can still happen: what every guarded update is restricted to. */
export const unfinished = ["pending", "processing"] as const satisfies readonly GenerationStatus[];
