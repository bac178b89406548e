import type { Generation } from "@/lib/generations/schema";

/** What a generation is called where it has no name of its own. */
export function nameGeneration({ prompt, engine }: Pick<Generation, "prompt" | "engine">): string {
  if (prompt) return prompt;
  const kind = engine ?? "model";
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} from a picture`;
}

export const isLive = ({ status }: Pick<Generation, "status">): boolean =>
  status === "pending" || status === "processing";
