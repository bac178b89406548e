import { qualities } from "@/lib/generations";
import { MeshFormat, Quality } from "@/lib/generations/schema";
import { rateLimits } from "../meta/pricing";
import type { WirePricing } from "./schema";

/** The price list, under the quality's name and under the name that the JavaScript examples use. */
export function readPricing(): WirePricing {
  const formats = [...MeshFormat.options];
  const limits = {
    ...rateLimits,
    requestsPerMinute: rateLimits.requests_per_minute,
    requestsPerDay: rateLimits.requests_per_day,
    concurrentGenerations: rateLimits.concurrent_generations,
  };
  return {
    credits: Object.fromEntries(Quality.options.flatMap(price)),
    supported_formats: formats,
    supportedFormats: formats,
    rate_limits: limits,
    rateLimits: limits,
  };
}

function price(quality: Quality): [string, WirePricing["credits"][string]][] {
  const tier = qualities[quality];
  const entry = {
    cost: tier.credits,
    description: tier.description,
    resolution: `${tier.resolution}³`,
    estimated_time_seconds: tier.estimatedTimeSeconds,
    estimatedTimeSeconds: tier.estimatedTimeSeconds,
  };
  return [
    [quality, entry],
    [`${quality}_generation`, entry],
  ];
}
