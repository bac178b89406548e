import { requireRole } from "@/lib/accounts";
import { newId } from "@/lib/core/ids";
import { requireCredits, reserveCredits } from "@/lib/credits";
import { recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { prepareImage } from "@/lib/engines";
import { enqueue } from "@/lib/jobs";
import { putObject, removeObject } from "@/lib/storage";
import { recordEvent } from "@/lib/webhooks";
import { checkRequest } from "./check-request";
import { estimateSeconds } from "./estimate-duration";
import { qualities, TEST_RESOLUTION } from "./qualities";
import { toGeneration } from "./record";
import { RUN_ATTEMPTS, RUN_JOB, runJobKey } from "./job-names";
import type { Generation, GenerationSettings } from "./schema";

export interface CreateGenerationInput {
  settings: GenerationSettings;
  /** The picture's bytes as they were sent; never kept as such, see `prepareImage`. */
  image?: Uint8Array;
  /** Further fields of the published clients, kept for the record. */
  parameters?: Prisma.InputJsonObject;
}

/**
 * Takes a request: checks it, keeps the cleaned picture, and in one transaction reserves the credits, writes the row
 * and enqueues the job. Throws `insufficient_credits`, or what {@link checkRequest} and `prepareImage` refuse; a
 * refusal leaves nothing behind.
 */
export async function createGeneration(ctx: Context, input: CreateGenerationInput): Promise<Generation> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  const { settings, image } = input;
  checkRequest(settings, image !== undefined);
  const test = ctx.actor.kind === "key" && ctx.actor.test;
  const credits = test ? 0 : qualities[settings.quality].credits;
  await requireCredits(ctx.organizationId, credits);

  const id = newId("generation");
  const picture = image ? await keepPicture(ctx.organizationId, id, image) : null;
  try {
    const row = await insert(ctx, { id, input, credits, test, picture });
    return toGeneration(row, {
      queuePosition: null,
      estimatedTimeSeconds: await estimateSeconds(settings.quality),
    });
  } catch (error) {
    if (picture) await removeObject(picture.object);
    throw error;
  }
}

async function keepPicture(organizationId: string, id: string, image: Uint8Array): Promise<KeptPicture> {
  const prepared = await prepareImage(image);
  const stored = await putObject({ organizationId, name: `${id}/input`, bytes: prepared.bytes });
  return { object: stored.object, contentType: prepared.contentType };
}

interface KeptPicture {
  object: string;
  contentType: string;
}

interface NewRow {
  id: string;
  input: CreateGenerationInput;
  credits: number;
  test: boolean;
  picture: KeptPicture | null;
}

function insert(ctx: Context, { id, input, credits, test, picture }: NewRow) {
  const { settings, parameters } = input;
  const tier = qualities[settings.quality];
  return transaction(ctx, async (tx) => {
    const reason = `Generation, ${settings.quality}`;
    await reserveCredits(tx, {
      organizationId: ctx.organizationId,
      amount: credits,
      generationId: id,
      reason,
    });
    const row = await tx.generation.create({
      data: {
        id,
        organizationId: ctx.organizationId,
        apiKeyId: ctx.actor.kind === "key" ? ctx.actor.keyId : null,
        userId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        test,
        quality: settings.quality,
        resolution: test ? TEST_RESOLUTION : tier.resolution,
        textured: tier.textured,
        engineRequested: settings.engine,
        formats: settings.formats,
        prompt: settings.prompt ?? null,
        sizeMm: settings.size_mm,
        sizeAxis: settings.size_axis,
        seed: settings.seed,
        parameters: parameters ?? {},
        credits,
        inputObject: picture?.object,
        inputType: picture?.contentType,
      },
      include: { files: true },
    });
    await enqueue(tx, RUN_JOB, { generationId: id }, { jobKey: runJobKey(id), maxAttempts: RUN_ATTEMPTS });
    await recordEvent(tx, ctx, {
      type: "generation.created",
      subjectId: id,
      data: { quality: settings.quality },
    });
    await recordAudit(tx, ctx, {
      action: "generation.create",
      subjectId: id,
      detail: { quality: settings.quality, credits },
    });
    return row;
  });
}
