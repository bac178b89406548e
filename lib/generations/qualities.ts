import type { MeshFormat } from "@/lib/engines/engine";

/**
 * The quality tiers: one table from which validation, prices, the public price list and the engines' resolution follow.
 * Names, grids, prices and formats of the first seven are those the published clients know.
 */
export const qualities = {
  default: tier(
    256,
    false,
    4,
    20,
    200_000,
    ["stl", "glb", "obj", "ply", "3mf", "usdz"],
    "Quick draft, good for small prints",
  ),
  high: tier(
    384,
    false,
    6,
    30,
    300_000,
    ["stl", "glb", "obj", "ply", "3mf", "usdz"],
    "Finer surface for everyday prints",
  ),
  ultra: tier(
    512,
    false,
    8,
    50,
    400_000,
    ["stl", "glb", "obj", "ply", "3mf", "usdz"],
    "Fine detail for resin printers",
  ),
  super: tier(768, false, 20, 120, 600_000, ["stl", "glb", "obj", "3mf", "fbx", "usdz"], "Very fine detail"),
  super_texture: tier(
    768,
    true,
    40,
    300,
    600_000,
    ["glb", "obj", "3mf", "usdz"],
    "Very fine detail in colour",
  ),
  superplus: tier(
    1024,
    false,
    30,
    180,
    1_000_000,
    ["stl", "glb", "obj", "3mf", "fbx", "usdz"],
    "The finest published grid",
  ),
  superplus_texture: tier(
    1024,
    true,
    50,
    500,
    1_000_000,
    ["glb", "obj", "3mf", "usdz"],
    "The finest published grid in colour",
  ),
  superplus_1280: tier(
    1280,
    false,
    45,
    240,
    1_250_000,
    ["stl", "glb", "obj", "3mf", "fbx", "usdz"],
    "Finer than the published grids",
  ),
  superplus_1280_texture: tier(
    1280,
    true,
    70,
    540,
    1_250_000,
    ["glb", "obj", "3mf", "usdz"],
    "Finer than the published grids, in colour",
  ),
  superplus_1536: tier(
    1536,
    false,
    65,
    300,
    1_500_000,
    ["stl", "glb", "obj", "3mf", "fbx", "usdz"],
    "The finest grid there is",
  ),
  superplus_1536_texture: tier(
    1536,
    true,
    100,
    600,
    1_500_000,
    ["glb", "obj", "3mf", "usdz"],
    "The finest grid there is, in colour",
  ),
} as const;

export type Quality = keyof typeof qualities;
export const qualityNames = Object.keys(qualities) as [Quality, ...Quality[]];

/** Qualities that a prompt may ask for: the published clients offer no others for text. */
export const promptQualities: readonly Quality[] = ["default", "high", "ultra"];

/** Longest side of the embedded test engine's grid: test keys run free at this reduced resolution. */
export const TEST_RESOLUTION = 128;

export interface QualityTier {
  /** Voxels along the longest side. */
  resolution: number;
  textured: boolean;
  credits: number;
  /** What is promised before enough runs have been measured. */
  estimatedTimeSeconds: number;
  maxTriangles: number;
  formats: readonly MeshFormat[];
  description: string;
}

function tier(
  resolution: number,
  textured: boolean,
  credits: number,
  estimatedTimeSeconds: number,
  maxTriangles: number,
  formats: QualityTier["formats"],
  description: string,
): QualityTier {
  return { resolution, textured, credits, estimatedTimeSeconds, maxTriangles, formats, description };
}
