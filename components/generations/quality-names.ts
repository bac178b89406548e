import type { Quality } from "@/lib/generations/schema";

export const qualityLabels: Record<Quality, string> = {
  default: "Default",
  high: "High",
  ultra: "Ultra",
  super: "Super",
  super_texture: "Super, in colour",
  superplus: "Super+",
  superplus_texture: "Super+, in colour",
};
