import { requireSubmissionTerms, type SpendingLimits } from "@/lib/accounts";
import type { Context } from "@/lib/db";
import { providersOf } from "@/lib/engines";
import { ProcessingWish, type Processing } from "./processing-schema";
import { hashEndUser } from "./end-user";
import { requireUnrestricted, type EndUserScope } from "./restrict-end-user";
import { resolveProcessing } from "./resolve-processing";
import type { GenerationSettings } from "./schema";

export interface FrozenProcessing {
  processing: Processing;
  trainingEligible: boolean;
}

/**
 * The rules that a submission is made under, to be written down with it: later changes of the organization's do not touch
 * them; and what may be spent, which stands in the same place. Throws `no_eligible_processor` or `processing_restricted`.
 */
export async function freezeProcessing(
  ctx: Context,
  { engine, processing: wish = {}, end_user_id: endUserId }: GenerationSettings,
  test: boolean,
): Promise<{ frozen: FrozenProcessing; limits: SpendingLimits }> {
  const terms = await requireSubmissionTerms(ctx);
  const { rules, project, trainingConsent, objects, refused } = terms;
  const { keepModelsDays, organizationCap, memberCap } = terms;
  if (endUserId !== undefined) await requireUnrestricted(await scopeOf(ctx, endUserId, test));
  const floor = ProcessingWish.parse(rules);
  const deny = [...(floor.deny ?? []), ...refused];
  const processing = resolveProcessing(
    wish,
    { ...floor, deny },
    { test, project: ProcessingWish.parse(project.rules), providers: providersOf(engine) },
  );
  // What belongs to our customer's own customer is not the caller's to give: the organization must have opted in.
  const mayGive = endUserId === undefined ? trainingConsent !== false : trainingConsent === true;
  const saysNo = objects || project.trainingConsent === false;
  const trainingEligible = processing.training === "allow" && mayGive && !saysNo;
  return {
    frozen: { processing, trainingEligible },
    limits: { keepModelsDays, organizationCap, memberCap },
  };
}

/** An end user as a submission names it. */
async function scopeOf({ organizationId }: Context, endUserId: string, test: boolean): Promise<EndUserScope> {
  return { organizationId, hash: await hashEndUser(organizationId, endUserId), test };
}
