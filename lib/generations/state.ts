import type { GenerationStatus } from "./schema";

/**
 * pending → processing → completed | failed | cancelled. A pending one may also be cancelled, or fail when its job is
 * given up; a processing one may be taken again by another worker. Work can still happen from these two, and every
 * guarded update is restricted to them; the other three are final.
 */
export const unfinished = ["pending", "processing"] as const satisfies readonly GenerationStatus[];

/** No job will touch it any more. */
export const isFinished = (status: GenerationStatus): boolean => !unfinished.some((live) => live === status);
