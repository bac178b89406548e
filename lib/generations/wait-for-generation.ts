import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/db";
import { getGeneration } from "./get-generation";
import type { Generation } from "./schema";
import { isFinished } from "./state";

const LOOK_EVERY_MS = 100;

/** Answers as soon as the generation has finished, or after `seconds` (at most 60) with where it stands by then. */
export async function waitForGeneration(ctx: Context, id: string, seconds: number): Promise<Generation> {
  const deadline = performance.now() + Math.min(seconds, 60) * 1000;
  for (;;) {
    const generation = await getGeneration(ctx, id);
    if (isFinished(generation.status) || performance.now() >= deadline) return generation;
    await sleep(LOOK_EVERY_MS);
  }
}
