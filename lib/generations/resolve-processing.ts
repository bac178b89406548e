import { AppError } from "@/lib/core/errors";
import { liesIn } from "@/lib/core/regions";
import { engineProviders, type EngineProvider } from "@/lib/engines";
import type { Processing, ProcessingWish } from "./processing-schema";

/**
 * The rules of a request, of its project and of its organization as one, the strictest of each. Throws `no_eligible_processor` where nobody
 * who could make the model may process it: it is refused, never sent to somebody else instead.
 */
export function resolveProcessing(
  wish: ProcessingWish,
  floor: ProcessingWish,
  {
    test,
    project = {},
    providers = engineProviders(),
  }: { test: boolean; project?: ProcessingWish; providers?: readonly EngineProvider[] },
): Processing {
  const processing = mergeRules(wish, [floor, project], test);
  requireEligible(processing, providers);
  return processing;
}

/** The strictest of each, whoever is left. A test key never reaches an outside party. */
export function mergeRules(
  wish: ProcessingWish,
  floors: readonly ProcessingWish[],
  test: boolean,
): Processing {
  const both: ProcessingWish[] = [wish, ...floors, test ? { mode: "own" } : {}];
  return {
    mode: both.some(({ mode }) => mode === "own") ? "own" : "any",
    allow: intersect(both.flatMap(({ allow }) => (allow ? [allow] : []))),
    deny: unique(both.flatMap(({ deny = [] }) => deny)),
    regions: unique(both.flatMap(({ region }) => region ?? [])),
    training:
      wish.training === "allow" && both.every(({ training }) => training !== "deny") ? "allow" : "deny",
    retention: both.some(({ retention }) => retention === "zero") ? "zero" : "default",
  };
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

function intersect(lists: readonly (readonly string[])[]): string[] | null {
  if (lists.length === 0) return null;
  return unique(lists[0].filter((name) => lists.every((list) => list.includes(name))));
}

/** Whether somebody may be sent what was submitted under these rules. */
export const mayProcess = (rules: Processing, provider: EngineProvider): boolean =>
  testsOf(rules).every(([, fits]) => fits(provider));

type RuleTest = [rule: string, fits: (provider: EngineProvider) => boolean];

function testsOf({ mode, allow, deny, regions, training, retention }: Processing): RuleTest[] {
  return [
    ["mode", ({ own }) => own || mode === "any"],
    ["allow", ({ name }) => allow === null || allow.includes(name)],
    ["deny", ({ name }) => !deny.includes(name)],
    ["region", ({ country }) => regions.every((region) => liesIn(region, country))],
    ["training", ({ trains }) => !trains || training === "allow"],
    ["retention", ({ keepsNothing }) => keepsNothing || retention === "default"],
  ];
}

/** Each rule in turn: the first that leaves nobody is the one to name. */
function requireEligible(rules: Processing, providers: readonly EngineProvider[]): void {
  if (providers.length === 0)
    throw new AppError(
      "no_eligible_processor",
      "This installation has no outside engine: nobody is declared who runs one. Name another engine, or auto.",
      { param: "engine", errors: { engine: ["Nobody is declared who runs it"] } },
    );
  let left = providers;
  for (const [rule, fits] of testsOf(rules)) {
    left = left.filter(fits);
    if (left.length > 0) continue;
    throw new AppError(
      "no_eligible_processor",
      `Nobody is left who may process this: the rule processing.${rule} excludes whoever could. ${advice[rule]}`,
      { param: "processing", errors: { processing: [`No processor fits ${rule}`] } },
    );
  }
}

const register = "GET /api/v1/processors lists who there is; our own engines go by the name own.";
const advice: Record<string, string> = {
  mode: register,
  allow: `Name somebody who is there. ${register}`,
  deny: `Deny fewer. ${register}`,
  region: "Ask for a region in which the register says that something runs, or for none.",
  training: register,
  retention: register,
};
