import { findProcessingFloor } from "@/lib/accounts";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import type { Context } from "@/lib/db";
import { outsideProviders, toProvider } from "@/lib/engines";
import { Processing, ProcessingWish, type OutsideEngine } from "../processing-schema";
import type { GenerationRow } from "../record";
import { mayProcess, mergeRules } from "../resolve-processing";
import { systemContext } from "../system-context";

/**
 * Who may be sent a generation's picture now, in the register's order: whom its frozen rules let, and those of its
 * organization and project as they stand, and who is neither refused nor still to begin.
 */
export async function listEligible(row: GenerationRow): Promise<DeclaredProvider[]> {
  // The wish was heard when it was frozen; what has been added since can only be stricter.
  const now = await rulesNow(systemContext(row.organizationId, row.id), { training: "allow" }, row);
  const frozen = Processing.parse(row.processing);
  return outsideProviders().filter((declared) => {
    const provider = toProvider(declared);
    return mayProcess(frozen, provider) && mayProcess(now, provider);
  });
}

/** Who would be asked for the caller, were the outside engine named without further wishes. */
export async function listOutsideEngines(ctx: Context): Promise<OutsideEngine[]> {
  const test = ctx.actor.kind === "key" && ctx.actor.test;
  const rules = await rulesNow(ctx, {}, { test });
  return outsideProviders()
    .filter((declared) => mayProcess(rules, toProvider(declared)))
    .map(({ name, country, trains, retention }) => ({ name, country, trains, retention }));
}

async function rulesNow(
  ctx: Context,
  wish: ProcessingWish,
  { test, projectId }: { test: boolean; projectId?: string | null },
): Promise<Processing> {
  const { rules, project, refused } = await findProcessingFloor(ctx, projectId ?? undefined);
  const floor = ProcessingWish.parse(rules);
  const floors = [
    { ...floor, deny: [...(floor.deny ?? []), ...refused] },
    ProcessingWish.parse(project.rules),
  ];
  return mergeRules(wish, floors, test);
}
