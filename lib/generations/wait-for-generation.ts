import type { Context } from "@/lib/db";
import { getGeneration } from "./get-generation";
import type { Generation } from "./schema";
import { watchGeneration } from "./watch-generation";

/** Answers as soon as the generation has finished, or after `seconds` (at most 60) with where it stands by then. */
export async function waitForGeneration(ctx: Context, id: string, seconds: number): Promise<Generation> {
  const deadline = AbortSignal.timeout(Math.min(seconds, 60) * 1000);
  let latest: Generation | undefined;
  for await (const { generation } of watchGeneration(ctx, id, deadline)) latest = generation;
  return latest ?? getGeneration(ctx, id);
}
