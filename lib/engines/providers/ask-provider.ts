import { setTimeout as sleep } from "node:timers/promises";
import type { DeclaredProvider, ProviderProtocolName } from "@/lib/core/declared-provider";
import { openDoor } from "./open-door";
import { ProviderFailure } from "./provider-failure";
import type { DeletionStep, KeptThere, OutsideWish, ProviderProtocol } from "./provider-protocol";
import { threeDAigc } from "./three-d-aigc";
import { trellisNim } from "./trellis-nim";

const protocols: Record<ProviderProtocolName, ProviderProtocol> = {
  "3daigc": threeDAigc,
  "trellis-nim": trellisNim,
};

export interface AskOptions {
  /** Aborting gives the try up; the promise rejects with the signal's reason. */
  signal: AbortSignal;
  /** Told what the provider keeps as soon as that is known, so that it can be deleted whatever happens next. */
  keeps: (kept: KeptThere) => Promise<void>;
}

/**
 * One try at one provider: the picture goes, the job is waited for, the model comes, all within the provider's own time.
 * Throws ProviderFailure, or the signal's reason.
 */
export async function askProvider(
  provider: DeclaredProvider,
  wish: OutsideWish,
  { signal, keeps }: AskOptions,
): Promise<Uint8Array> {
  const late = new ProviderFailure(
    "timeout",
    `${provider.name} took more than ${provider.timeout_seconds} s`,
  );
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(late), provider.timeout_seconds * 1000);
  const both = AbortSignal.any([signal, deadline.signal]);
  try {
    const protocol = protocols[provider.protocol];
    const door = openDoor(provider, both);
    let kept: KeptThere = {};
    const note = async (named: KeptThere) => {
      kept = named;
      await keeps(named);
    };
    const model = await protocol.submit(door, wish, note);
    if (model) return model;
    for (let pauseMs = FIRST_LOOK_MS; !(await protocol.look(door, kept)); pauseMs = longer(pauseMs))
      await sleep(pauseMs, undefined, { signal: both }).catch(() => both.throwIfAborted());
    return await protocol.take(door, kept);
  } finally {
    clearTimeout(timer);
  }
}

/** Often at first, for what is quick, and then as seldom as the vendors ask for. */
const FIRST_LOOK_MS = 250;
const longer = (pauseMs: number): number => Math.min(5_000, pauseMs * 1.5);

/** Has everything deleted that a provider kept of one try. Throws ProviderFailure where it refuses or cannot be reached. */
export function deleteAtProvider(
  provider: DeclaredProvider,
  kept: KeptThere,
  signal: AbortSignal,
): Promise<DeletionStep[]> {
  return protocols[provider.protocol].remove(openDoor(provider, signal), kept);
}
