import type { Context } from "@/lib/db";
import { qualities, TEST_RESOLUTION, type Quality, type QualityTier } from "./qualities";

/** What a quality costs and gives this caller: test keys run free, at reduced resolution. */
export function priceOf(
  { actor }: Context,
  quality: Quality,
): { test: boolean; credits: number; resolution: number; tier: QualityTier } {
  const tier = qualities[quality];
  const test = actor.kind === "key" && actor.test;
  return test
    ? { test, credits: 0, resolution: TEST_RESOLUTION, tier }
    : { test, credits: tier.credits, resolution: tier.resolution, tier };
}
