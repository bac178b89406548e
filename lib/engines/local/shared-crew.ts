import * as threads from "node:worker_threads";
import type { Crew, Step } from "@/lib/geometry/crew/crew";
import { claimsBytes, finishParts } from "@/lib/geometry/crew/claim-parts";

/** What a helper is asked to join in. */
export interface HelpRequest {
  step: string;
  data: object;
  claims: Int32Array;
}

/**
 * A thread with helpers in threads of their own, for one job: they end with it, so that no memory of a job outlives it, and
 * with the thread that opened them. Whoever is free takes the next part; where the machine is busy, the owner does most.
 */
export class SharedCrew implements Crew {
  private readonly helpers: threads.Worker[];

  /** @param file absolute path of the bundled `crew-entry` */
  constructor(file: string, helpers: number) {
    this.helpers = Array.from({ length: helpers }, () => openHelper(file));
  }

  allocate(sizeBytes: number): ArrayBufferLike {
    return new SharedArrayBuffer(sizeBytes);
  }

  start<Data extends object>(step: Step<Data>, data: Data, parts: number): () => void {
    const claims = new Int32Array(new SharedArrayBuffer(claimsBytes(parts)));
    const request: HelpRequest = { step: step.name, data, claims };
    for (const helper of this.helpers) helper.postMessage(request);
    return () => finishParts(claims, step.open(data));
  }

  dismiss(): void {
    for (const helper of this.helpers.splice(0)) void helper.terminate();
  }
}

/** Under another name: bundlers take `new Worker(…)` for a file to bundle. */
const Thread = threads.Worker;

function openHelper(file: string): threads.Worker {
  const helper = new Thread(file, { name: "engine-helper", resourceLimits: { maxOldGenerationSizeMb: 128 } });
  // A helper that dies leaves its part to the owner: nothing is lost but time.
  helper.on("error", () => undefined);
  helper.unref();
  return helper;
}
