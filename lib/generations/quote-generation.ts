import { requireRole } from "@/lib/accounts";
import { getBalance } from "@/lib/credits";
import { db, type Context } from "@/lib/db";
import { checkWebhookUrl } from "@/lib/webhooks";
import { checkRequest } from "./check-request";
import type { CreateGenerationInput } from "./create-generation";
import { estimateSeconds } from "./estimate-duration";
import { freezeProcessing } from "./freeze-processing";
import { preparePictures } from "./prepare-pictures";
import { priceOf } from "./price-of";
import { readDeleteAfter } from "./read-delete-after";
import { requireAffordable } from "./require-affordable";
import { requireKeyCap } from "./require-key-cap";
import type { Quote } from "./schema";
import { countPictures, lookAtMaps, lookAtPictures } from "./take-pictures";

/**
 * What a request would cost, after the checks that it would have to pass: nothing is kept, charged or made. Throws what
 * `createGeneration` refuses, but for `insufficient_credits`, which the answer says.
 */
export async function quoteGeneration(ctx: Context, input: CreateGenerationInput): Promise<Quote> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  const { settings } = input;
  checkRequest(settings, countPictures(input), input);
  const { test, credits, resolution, tier } = priceOf(ctx, settings.quality);
  readDeleteAfter(settings.delete_after);
  if (settings.webhook_url) await checkWebhookUrl(settings.webhook_url, "webhook_url");
  requireAffordable(settings, credits);
  const { frozen } = await freezeProcessing(ctx, settings, test);
  await requireKeyCap(db(), ctx, credits);
  await preparePictures(await lookAtPictures(ctx, input), await lookAtMaps(ctx, input));
  const balance = await getBalance(ctx.organizationId);
  return {
    object: "quote",
    credits,
    balance,
    affordable: balance >= credits,
    quality: settings.quality,
    resolution,
    textured: tier.textured,
    formats: settings.formats,
    max_triangles: settings.print?.max_triangles ?? tier.maxTriangles,
    estimated_time_seconds: await estimateSeconds(settings.quality),
    processing: frozen.processing,
  };
}
