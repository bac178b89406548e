import { promptQualities, qualities } from "@/lib/generations";
import { Quality } from "@/lib/generations/schema";
import { keyLimit, organizationLimit } from "../rate-limit";
import type { Pricing } from "./schema";

/** How many generations of one organization the price list promises to work on at once. */
const CONCURRENT_GENERATIONS = 5;

export const rateLimits = {
  requests_per_minute: keyLimit.quota,
  requests_per_day: organizationLimit.quota,
  concurrent_generations: CONCURRENT_GENERATIONS,
};

/** The price list, straight from the table of tiers. */
export function getPricing(): Pricing {
  return {
    object: "pricing",
    currency: "usd",
    credits_per_dollar: 100,
    qualities: Quality.options.map((quality) => {
      const tier = qualities[quality];
      return {
        quality,
        credits: tier.credits,
        resolution: tier.resolution,
        textured: tier.textured,
        formats: [...tier.formats],
        takes_prompt: promptQualities.includes(quality),
        estimated_time_seconds: tier.estimatedTimeSeconds,
        description: tier.description,
      };
    }),
    rate_limits: rateLimits,
  };
}
