import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import type { Context } from "@/lib/db";
import { engineProviders, OWN_PROVIDER } from "@/lib/engines";
import { getProcessing, type ProcessingFacts } from "@/lib/generations";
import { canonicalJson } from "./canonical-json";
import { signReceipt } from "./receipt-key";
import type { ProcessingReceipt, Receipt } from "./schema";

/**
 * What was done with a generation's data, signed with the installation's key so that it can be verified without us; also
 * of a deleted one. Throws `not_found`, `storage_unavailable`.
 */
export async function getReceipt(ctx: Context, generationId: string): Promise<ProcessingReceipt> {
  const receipt = write(await getProcessing(ctx, generationId));
  const { keyId, value } = await signReceipt(canonicalJson(receipt));
  return {
    object: "processing_receipt",
    receipt,
    signature: { algorithm: "ed25519", key_id: keyId, value },
  };
}

function write(facts: ProcessingFacts): Receipt {
  const own = engineProviders().find(({ name }) => name === OWN_PROVIDER);
  const moment = (at: Date | null) => at?.toISOString() ?? null;
  const { engine } = facts;
  const maker = facts.recipients.find(({ made }) => made);
  return {
    version: 1,
    issuer: env().publicUrl,
    generation_id: facts.id,
    issued_at: clock.now().toISOString(),
    status: facts.status,
    processed_by: engine && {
      name: maker?.provider ?? OWN_PROVIDER,
      engine: engine.name,
      engine_version: engine.version,
      country: maker ? maker.country : (own?.country ?? null),
      trains: maker?.trains ?? false,
      started_at: moment(engine.startedAt),
      completed_at: moment(engine.completedAt),
    },
    left_the_machine: facts.transfers.map((one) => ({
      provider: one.provider,
      origin: one.origin,
      country: facts.recipients.find(({ provider }) => provider === one.provider)?.country ?? null,
      what: "The picture, written anew without metadata",
      size_bytes: one.sizeBytes,
      sha256: one.sha256,
      sent_at: one.sentAt.toISOString(),
      deleted_there_at: moment(one.deletedAt),
      deletion_receipt: one.deletionReceipt === null ? null : JSON.stringify(one.deletionReceipt),
    })),
    training_eligible: facts.trainingEligible,
    retention: facts.processing.retention,
    deletes_at: moment(facts.deletesAt),
    input: facts.input,
    results: facts.results.map(({ name, sha256, sizeBytes }) => ({ name, sha256, size_bytes: sizeBytes })),
    deleted: {
      input_at: moment(facts.inputErasedAt),
      results_at: moment(facts.resultsErasedAt),
      generation_at: moment(facts.deletedAt),
    },
  };
}
