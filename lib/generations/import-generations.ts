import { createHash } from "node:crypto";
import { requireSubmissionTerms } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { digitsFrom, newId } from "@/lib/core/ids";
import { reserveCredits, settleCredits } from "@/lib/credits";
import { db, recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { prepareImage } from "@/lib/engines";
import { putObject, removeObject, requireStorage } from "@/lib/storage";
import { sealEndUser } from "./end-user";
import { ExportedFile, ExportedGeneration } from "./import-schema";
import { endOf } from "./keep-models-for";

export interface ImportedGenerations {
  brought: number;
  /** Of an earlier import. */
  already: number;
  /** Without anything to show: never finished, or deleted. */
  left: number;
}

export interface ExportedHistory {
  /** Rows of the export's tables `generations` and `generation_files`, as they came. */
  generations: readonly unknown[];
  files: readonly unknown[];
  /** The bytes of a file of the export; undefined where there is none of that name. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** The names of all files that begin so. */
  named(beginning: string): readonly string[];
}

type KnownHistory = Omit<ExportedHistory, "files"> & { files: readonly ExportedFile[] };

/**
 * Takes the finished generations of an export into the context's organization: what was asked, what was measured, when,
 * pictures and models. They cost nothing here, improve no model, and are kept as the plan says. An import that was cut off
 * goes on, and one that is run again, or beside another, brings nothing twice. `note` hears of each that was brought. Throws `storage_quota`, and
 * `invalid_request` for rows that are none, before anything is taken.
 */
export async function importGenerations(
  ctx: Context,
  history: ExportedHistory,
  note?: (done: ImportedGenerations) => Promise<void>,
): Promise<ImportedGenerations> {
  const generations = history.generations.map(readRow);
  // Of other formats than ours nothing is known.
  const files = history.files.flatMap((row) => ExportedFile.safeParse(row).data ?? []);
  const { keepModelsDays } = await requireSubmissionTerms(ctx);
  const done: ImportedGenerations = { brought: 0, already: 0, left: 0 };
  for (const one of generations) {
    if (hasNothing(one)) done.left++;
    else if (await bring(ctx, one, { ...history, files }, keepModelsDays)) {
      done.brought++;
      await note?.(done);
    } else done.already++;
  }
  return done;
}

/** What {@link importGenerations} would do, without doing it. Throws `invalid_request` for rows that are none. */
export async function previewImport(
  { organizationId }: Context,
  { generations }: ExportedHistory,
): Promise<{ fresh: number; already: number; left: number }> {
  const whole = generations.map(readRow).filter((one) => !hasNothing(one));
  const ids = whole.map(({ id }) => idHere(organizationId, id));
  const already = await db().generation.count({ where: { id: { in: ids } } });
  return { fresh: whole.length - already, already, left: generations.length - whole.length };
}

const hasNothing = ({ deleted_at: deletedAt, status }: ExportedGeneration): boolean =>
  deletedAt !== null || status === "pending" || status === "processing";

/** It follows from the old one, so that nothing is brought twice. */
function idHere(organizationId: string, id: string): string {
  const digest = createHash("sha256").update(`${organizationId}:${id}`).digest();
  return newId("generation", digitsFrom(digest));
}

function readRow(row: unknown, at: number): ExportedGeneration {
  const parsed = ExportedGeneration.safeParse(row);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  throw new AppError("invalid_request", `Row ${at + 1} of the generations, ${path.join(".")}: ${message}`, {
    param: "file",
  });
}

/** False where it is here. */
async function bring(
  ctx: Context,
  one: ExportedGeneration,
  history: KnownHistory,
  keepDays: number | null,
): Promise<boolean> {
  const { organizationId } = ctx;
  const id = idHere(organizationId, one.id);
  if ((await db().generation.count({ where: { id } })) > 0) return false;
  await requireStorage(organizationId);
  const pictures = await keepPictures(organizationId, id, one, history);
  const models = await keepModels(organizationId, id, one, history);
  const inputBytes = sum(pictures.inputs);
  const row: Prisma.GenerationCreateManyInput = {
    ...{ id, organizationId, userId: ctx.actor.kind === "user" ? ctx.actor.userId : null, attempt: 1 },
    ...toSettings(one),
    ...toOutcome(one),
    ...(await sealEndUser(organizationId, id, one.end_user ?? undefined)),
    ...{ credits: 0, trainingEligible: false, processing: {} },
    inputObject: pictures.inputs[0]?.object ?? null,
    inputType: pictures.inputs[0]?.contentType ?? null,
    viewObjects: pictures.inputs.slice(1).map(({ object }) => object),
    thumbnailObject: pictures.thumbnail?.object ?? null,
    previewObject: pictures.thumbnail?.object ?? null,
    inputBytes: BigInt(inputBytes),
    storedBytes: BigInt(inputBytes + sum(models) + sum(pictures.thumbnail ? [pictures.thumbnail] : [])),
    deletesAt: endOf(null, keepDays),
  };
  const claimed = await transaction(ctx, async (tx) => {
    // Somebody else of the organization may be bringing the same along: theirs stays, with its files.
    if ((await tx.generation.createMany({ data: [row], skipDuplicates: true })).count === 0) return false;
    await tx.generationFile.createMany({
      data: models.map((file) => ({ id: newId("file"), generationId: id, ...file })),
    });
    if (one.status === "completed") {
      // An entry of nothing, as each generation has: the books show where it came from.
      await reserveCredits(tx, { organizationId, amount: 0, generationId: id, reason: "Brought along" });
      await settleCredits(tx, { generationId: id });
    }
    await recordAudit(tx, ctx, { action: "generation.import", subjectId: id });
    return true;
  });
  if (!claimed)
    for (const { object } of [
      ...pictures.inputs,
      ...models,
      ...(pictures.thumbnail ? [pictures.thumbnail] : []),
    ])
      await removeObject(object);
  return claimed;
}

const sum = (kept: readonly { sizeBytes: number }[]): number =>
  kept.reduce((total, { sizeBytes }) => total + sizeBytes, 0);

/** Cleaned like any picture that somebody sends: a file of an export is as strange as that. */
async function keepPictures(
  organizationId: string,
  id: string,
  one: ExportedGeneration,
  { named, read }: KnownHistory,
) {
  const put = async (role: string, name: string) => {
    const bytes = await read(name);
    const prepared = bytes && (await prepareImage(bytes).catch(() => undefined));
    if (!prepared) return undefined;
    const stored = await putObject({ organizationId, name: `${id}/${role}`, bytes: prepared.bytes });
    return { ...stored, contentType: prepared.contentType };
  };
  const folder = `generations/${one.id}/`;
  const inputs = [];
  for (const [at, name] of [...named(`${folder}input-`)].sort().entries()) {
    const kept = await put(`input-${at + 1}`, name);
    if (kept) inputs.push(kept);
  }
  return { inputs, thumbnail: await put("1/thumbnail", `${folder}thumbnail.png`) };
}

const contentTypes = {
  stl: "model/stl",
  glb: "model/gltf-binary",
  obj: "model/obj",
  ply: "application/x-ply",
  "3mf": "model/3mf",
  fbx: "application/octet-stream",
  usdz: "model/vnd.usdz+zip",
  zip: "application/zip",
} as const;

/** Each as the export's own list names it, with the digest that stands there: what differs is left out. */
async function keepModels(
  organizationId: string,
  id: string,
  one: ExportedGeneration,
  { files, read }: KnownHistory,
) {
  const kept = [];
  for (const { format, extension, sha256 } of files.filter((file) => file.generation_id === one.id)) {
    const name = format === extension ? `model.${extension}` : `model-${format}.${extension}`;
    const bytes = await read(`generations/${one.id}/${name}`);
    if (!bytes || createHash("sha256").update(bytes).digest("hex") !== sha256) continue;
    const stored = await putObject({ organizationId, name: `${id}/1/${format}`, bytes });
    kept.push({ format, extension, contentType: contentTypes[extension], ...stored });
  }
  return kept;
}

const toSettings = (one: ExportedGeneration) => ({
  test: one.test,
  quality: one.quality,
  resolution: one.resolution,
  textured: one.textured,
  engineRequested: one.engine_requested,
  formats: one.formats,
  prompt: one.prompt,
  sizeMm: one.size_mm,
  sizeAxis: one.size_axis,
  seed: one.seed,
  parameters: one.parameters as Prisma.InputJsonObject,
  engineSettings: one.engine_settings as Prisma.InputJsonObject,
  metadata: one.metadata as Prisma.InputJsonObject,
});

const toOutcome = (one: ExportedGeneration) => ({
  status: one.status,
  progress: one.status === "completed" ? 100 : 0,
  engine: one.engine,
  engineReason: one.engine_reason,
  engineVersion: one.engine_version,
  notes: one.notes,
  ...(one.report && { report: one.report as Prisma.InputJsonObject }),
  errorCode: one.error_code,
  errorMessage: one.error_message,
  feedbackRating: one.feedback_rating,
  feedbackComment: one.feedback_comment,
  createdAt: one.created_at,
  startedAt: one.started_at,
  completedAt: one.completed_at ?? clock.now(),
});
