import type { Generation } from "@/lib/generations/schema";

/** What a generation is called where it has no name of its own. */
export function nameGeneration({ prompt, id }: Pick<Generation, "prompt" | "id">): string {
  return prompt ?? `Model ${id.slice(4, 10)}`;
}

export const isLive = ({ status }: Pick<Generation, "status">): boolean =>
  status === "pending" || status === "processing";
