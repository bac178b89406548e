import { projectOf, requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { requireCredits } from "@/lib/credits";
import { db, type Context, type Prisma } from "@/lib/db";
import { engineSettingNames } from "@/lib/engines/settings";
import { requireStorage } from "@/lib/storage";
import { acceptWebhookUrl, type Callback } from "@/lib/webhooks";
import { checkRequest } from "./check-request";
import { sealEndUser } from "./end-user";
import { estimateSeconds } from "./estimate-duration";
import { present } from "./get-generation";
import { freezeProcessing, type FrozenProcessing } from "./freeze-processing";
import { endOf } from "./keep-models-for";
import { discardPictures, keepPictures, type KeptPicture } from "./keep-pictures";
import { nameDigests } from "./name-digests";
import { countPictures, takeMaps, takePictures, type MapInput } from "./take-pictures";
import { priceOf } from "./price-of";
import { toGeneration } from "./record";
import { readDeleteAfter } from "./read-delete-after";
import { requireAffordable } from "./require-affordable";
import { requireKeyCap } from "./require-key-cap";
import type { Generation, GenerationSettings } from "./schema";
import { writeGeneration } from "./write-generation";

export interface CreateGenerationInput {
  settings: GenerationSettings;
  /** The picture's bytes as they were sent; never kept as such, see `prepareImage`. */
  image?: Uint8Array;
  /** Where to fetch it from instead. */
  imageUrl?: string;
  /** Further pictures of the same thing from other sides. */
  views?: Uint8Array[];
  /** Pictures that were sent ahead, instead of their bytes. */
  uploadIds?: string[];
  /** How near each point of the picture is, for the figure. */
  depthMap?: MapInput;
  /** Which way its surface looks there, instead. */
  normalMap?: MapInput;
  /** Further fields of the published clients, kept for the record. */
  parameters?: Prisma.InputJsonObject;
}

/**
 * Takes a request: checks it, keeps the cleaned picture, and in one transaction reserves the credits, writes the row
 * and enqueues the job. Throws `insufficient_credits`, `key_cap_reached`, `storage_quota`, or what {@link checkRequest},
 * {@link freezeProcessing}, {@link takePictures} and `prepareImage` refuse; a refusal leaves nothing behind. A repeated call (`ctx.onceId`) gets what its first attempt made.
 */
export async function createGeneration(ctx: Context, input: CreateGenerationInput): Promise<Generation> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  const id = newId("generation", ctx.onceId);
  const made = ctx.onceId ? await findMade(ctx, id) : null;
  if (made) return present(made);
  const { settings } = input;
  checkRequest(settings, countPictures(input), input);
  const askedDeletesAt = readDeleteAfter(settings.delete_after);
  const { test, credits } = priceOf(ctx, settings.quality);
  requireAffordable(settings, credits);
  const [{ frozen, limits }] = await Promise.all([
    freezeProcessing(ctx, settings, test),
    requireCredits(ctx.organizationId, credits),
    requireKeyCap(db(), ctx, credits),
    requireStorage(ctx.organizationId),
    settings.webhook_url && acceptWebhookUrl(ctx.organizationId, settings.webhook_url),
  ]);

  const pictures = await takePictures(ctx, input);
  const stays = settings.store_input && frozen.processing.retention !== "zero";
  const { organizationId } = ctx;
  const kept = await keepPictures({ organizationId, id, stays }, pictures, await takeMaps(ctx, input));
  try {
    const deletesAt = endOf(askedDeletesAt, limits.keepModelsDays);
    const row = await toRow(ctx, { id, input, credits, test, kept, frozen, askedDeletesAt, deletesAt });
    await writeGeneration(ctx, row, limits);
    return toGeneration(
      { ...row, files: [] },
      {
        queuePosition: null,
        callback: CREATED,
        endUserId: settings.end_user_id ?? null,
        estimatedTimeSeconds: await estimateSeconds(settings.quality),
      },
    );
  } catch (error) {
    const first = await findMade(ctx, id).catch(() => null);
    // A commit may be lost from sight: what the row points to stays.
    const pointed = new Set([first?.inputObject, ...(first?.viewObjects ?? [])]);
    await discardPictures(kept.filter(({ object }) => !pointed.has(object)));
    if (first) return present(first);
    throw error;
  }
}

/** Planned in the transaction that made the row. */
const CREATED: Callback = {
  event_type: "generation.created",
  status: "pending",
  attempts: 0,
  last_error: null,
  delivered_at: null,
};

/** What an earlier attempt of the same call made, although it did not live to answer. */
function findMade({ organizationId }: Context, id: string) {
  return db().generation.findFirst({ where: { id, organizationId }, include: { files: true } });
}

interface NewRow {
  id: string;
  input: CreateGenerationInput;
  credits: number;
  test: boolean;
  kept: KeptPicture[];
  frozen: FrozenProcessing;
  askedDeletesAt: Date | null;
  deletesAt: Date | null;
}

/** The row as it is written, every column of it. */
async function toRow(ctx: Context, made: NewRow) {
  const { id, input, credits, test, kept, frozen, askedDeletesAt, deletesAt } = made;
  const { settings, parameters } = input;
  const { resolution, tier } = priceOf(ctx, settings.quality);
  const now = clock.now();
  const [picture, ...views] = kept;
  const { actor, organizationId } = ctx;
  const inputBytes = BigInt(kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const row: Prisma.GenerationModel = {
    ...unmade,
    id,
    organizationId,
    apiKeyId: actor.kind === "key" ? actor.keyId : null,
    userId: actor.kind === "user" ? actor.userId : null,
    projectId: projectOf(actor) || null,
    test,
    quality: settings.quality,
    resolution,
    textured: tier.textured,
    engineRequested: settings.engine,
    formats: settings.formats,
    prompt: settings.prompt ?? null,
    sizeMm: settings.size_mm,
    sizeAxis: settings.size_axis,
    seed: settings.seed,
    parameters: (parameters ?? {}) as Prisma.JsonObject,
    metadata: settings.metadata ?? {},
    ...(await sealEndUser(organizationId, id, settings.end_user_id)),
    ...frozen,
    deadlineAt: settings.deadline_seconds ? new Date(now.getTime() + settings.deadline_seconds * 1000) : null,
    askedDeletesAt,
    deletesAt,
    webhookUrl: settings.webhook_url ?? null,
    storeInput: settings.store_input,
    createdAt: now,
    credits,
    engineSettings: engineSettingsOf(settings),
    inputObject: picture?.object ?? null,
    inputType: picture?.contentType ?? null,
    viewObjects: views.map(({ object }) => object),
    inputBytes,
    storedBytes: inputBytes,
    digests: { ...nameDigests(kept, settings.prompt) },
  };
  return row;
}

/** What no generation has yet. */
const unmade = {
  status: "pending",
  stage: null,
  progress: 0,
  attempt: 0,
  endUserId: null,
  restrictedAt: null,
  inputErasedAt: null,
  resultsErasedAt: null,
  feedbackRating: null,
  feedbackComment: null,
  engine: null,
  engineReason: null,
  engineVersion: null,
  notes: [] as string[],
  recipients: [] as Prisma.JsonArray,
  report: null,
  errorCode: null,
  errorMessage: null,
  previewObject: null,
  thumbnailObject: null,
  startedAt: null,
  completedAt: null,
  expiredAt: null,
  discardedAt: null,
  deletedAt: null,
} satisfies Partial<Prisma.GenerationModel>;

/** Of the settings, those that the engines themselves read. */
function engineSettingsOf(settings: GenerationSettings): Prisma.JsonObject {
  const said = Object.fromEntries(engineSettingNames.map((name) => [name, settings[name]]));
  return JSON.parse(JSON.stringify(said)) as Prisma.JsonObject;
}
