import type { Quality } from "@/lib/generations/schema";

export const qualityLabels: Record<Quality, string> = {
  default: "Default",
  high: "High",
  ultra: "Ultra",
  super: "Super",
  super_texture: "Super, in colour",
  superplus: "Super+",
  superplus_texture: "Super+, in colour",
  superplus_1280: "Super+ 1280",
  superplus_1280_texture: "Super+ 1280, in colour",
  superplus_1536: "Super+ 1536",
  superplus_1536_texture: "Super+ 1536, in colour",
};
