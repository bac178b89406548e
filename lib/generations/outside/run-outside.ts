import { setTimeout as sleep } from "node:timers/promises";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { AppError, isAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import {
  askProvider,
  encodeOutgoing,
  ProviderFailure,
  runEngine,
  type EngineJob,
  type EngineOutput,
  type OutsideWish,
  type RunEngineOptions,
} from "@/lib/engines";
import type { GenerationRow } from "../record";
import { listEligible } from "./list-eligible";
import { beginTransfer, endTransfer, noteKept, type TransferOutcome } from "./transfer-log";

/** Between the two rounds: what was overloaded or away a moment ago is asked once more. Replaced in tests. */
export const pauses = { betweenRoundsMs: 5_000 };
const ROUNDS = 2;

type RunOptions = RunEngineOptions & { signal: AbortSignal };

/**
 * Has a model made by those who may make it, one after the other in the register's order, and brings what comes back
 * through our own geometry. Each is asked for its rules again right before it is sent anything: nobody who is denied
 * meanwhile gets it, however many fail. Throws `no_eligible_processor`, `engine_failed`, or what the print contract refuses.
 */
export async function runOutside(
  row: GenerationRow,
  job: EngineJob,
  options: RunOptions,
): Promise<EngineOutput> {
  const picture = await encodeOutgoing(job.image ?? new Uint8Array());
  const wish = { picture, textured: row.textured, seed: row.seed };
  let names = (await listEligible(row)).map(({ name }) => name);
  if (names.length === 0) throw nobodyLeft();
  for (let round = 1; round <= ROUNDS && names.length > 0; round++) {
    if (round > 1) await pause(options.signal);
    const again: string[] = [];
    for (const name of names) {
      const provider = (await listEligible(row)).find((each) => each.name === name);
      if (!provider) continue;
      const made = await tryOne(row, provider, { wish, job, options });
      if (typeof made !== "string") return made;
      if (made === "again") again.push(name);
    }
    names = again;
  }
  throw (await listEligible(row)).length === 0 ? nobodyLeft() : nobodyMade();
}

interface Try {
  wish: OutsideWish;
  job: EngineJob;
  options: RunOptions;
}

/** The model, or whether this provider is worth another try. */
async function tryOne(
  row: GenerationRow,
  provider: DeclaredProvider,
  { wish, job, options }: Try,
): Promise<EngineOutput | "again" | "never"> {
  const transfer = await beginTransfer(row, provider, wish.picture);
  if (!transfer) return "never";
  let outcome: TransferOutcome = "abandoned";
  try {
    const keeps = (kept: Record<string, string>) => noteKept(transfer, kept);
    const model = await askProvider(provider, wish, { signal: options.signal, keeps });
    const output = await runEngine({ ...job, image: undefined, model }, options);
    outcome = "made";
    return { ...output, engineReason: `Asked for by name; ${provider.name} made it.` };
  } catch (error) {
    if (options.signal.aborted) throw error;
    const failure = readFailure(error);
    outcome = failure.kind === "unreached" ? "unreached" : failure.kind === "ours" ? "made" : "failed";
    if (failure.kind === "ours") throw error;
    log.warn(
      "an outside engine gave no model",
      { generation: row.id, provider: provider.name, kind: failure.kind },
      error,
    );
    return failure.kind === "passing" || failure.kind === "unreached" ? "again" : "never";
  } finally {
    await endTransfer(transfer, outcome);
  }
}

/** What its model is refused for is the provider's failure; what the caller's own contract refuses is not. */
function readFailure(error: unknown): { kind: ProviderFailure["kind"] | "ours" } {
  if (error instanceof ProviderFailure) return { kind: error.kind };
  if (isAppError(error) && junk.has(error.code)) return { kind: "junk" };
  return { kind: "ours" };
}

const junk = new Set<string>([
  ...["bad_mesh", "unsupported_media_type", "engine_failed", "malware_found", "model_too_large"],
]);

/** Not by a timer that a stopped worker would wait for. */
async function pause(signal: AbortSignal): Promise<void> {
  await sleep(pauses.betweenRoundsMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}

const nobodyLeft = (): AppError =>
  new AppError(
    "no_eligible_processor",
    "Nobody is left who may process this: since it was sent, whoever could was denied or has ended. Nothing was charged; GET /api/v1/processors lists who there is.",
  );

const nobodyMade = (): AppError =>
  new AppError(
    "engine_failed",
    "None of the outside engines that may process this gave a model that can be printed. Nothing was charged; try again later, or name an engine of our own.",
  );
