import type { Generation } from "@/lib/generations/schema";

/** What a generation is called where it has no name of its own. */
export function nameGeneration({ prompt, engine }: Pick<Generation, "prompt" | "engine">): string {
  return capitalize(prompt ?? `${engine ?? "model"} from a picture`);
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const isLive = ({ status }: Pick<Generation, "status">): boolean =>
  status === "pending" || status === "processing";
