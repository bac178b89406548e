import { requireProcessing, requireRole } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { refuseMeshFile } from "@/lib/engines";
import { enqueue } from "@/lib/jobs";
import { passingName, putObject, removeObject, requireStorage, type StoredObject } from "@/lib/storage";
import { copyUpload, takeUploads } from "@/lib/uploads";
import { unfinished } from "./end-print";
import { RUN_ATTEMPTS, RUN_JOB, runJobKey } from "./job-names";
import { toConversion, toPrintCheck, type PrintRow } from "./record";
import type { Conversion, ConversionSettings, PrintCheck, PrintCheckSettings } from "./schema";

/**
 * Takes a mesh to be written in another format. Throws `storage_quota`, `rate_limited`, `processing_restricted`, `invalid_request` for settings that contradict
 * each other, what `takeUploads` refuses, or what {@link refuseMeshFile} sees at once; a refusal leaves nothing behind.
 * What only reading shows ends the conversion instead. A repeated call (`ctx.onceId`) gets what its first attempt made.
 */
export async function convertMesh(
  ctx: Context,
  settings: ConversionSettings,
  mesh: MeshInput | undefined,
): Promise<Conversion> {
  if (settings.compress && settings.format !== "glb")
    throw invalid("compress", "Only a GLB can be compressed. Ask for the format glb, or leave it out.");
  return toConversion(await create(ctx, "conversion", settings, mesh));
}

/** Takes a mesh to be looked at. Throws as {@link convertMesh}. */
export async function checkPrint(
  ctx: Context,
  settings: PrintCheckSettings,
  mesh: MeshInput | undefined,
): Promise<PrintCheck> {
  return toPrintCheck(await create(ctx, "print_check", settings, mesh));
}

/** A mesh's bytes as they were sent, or one that was sent ahead. */
export type MeshInput = Uint8Array | { uploadId: string };

type Settings = ConversionSettings | PrintCheckSettings;

async function create(
  ctx: Context,
  kind: PrintRow["kind"],
  settings: Settings,
  mesh: MeshInput | undefined,
): Promise<PrintRow> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  if (!mesh) throw invalid("mesh", "Send a mesh in the file field mesh: STL, OBJ, PLY, GLB or 3MF.");
  checkSizing(settings);
  const id = newId(kind === "conversion" ? "conversion" : "printCheck", ctx.onceId);
  const made = ctx.onceId ? await findMade(ctx, id) : null;
  if (made) return made;
  if (mesh instanceof Uint8Array) refuseMeshFile(mesh);
  await requireProcessing(ctx);
  await requireStorage(ctx.organizationId);
  const kept = await keep(ctx, passingName(id, "upload"), mesh);
  try {
    return await insert(ctx, { id, kind, settings, kept });
  } catch (error) {
    const first = ctx.onceId ? await findMade(ctx, id).catch(() => null) : null;
    // A commit may be lost from sight: what the row points to stays.
    if (first?.uploadObject !== kept.object) await removeObject(kept.object);
    if (first) return first;
    throw error;
  }
}

/** What an earlier attempt of the same call made, although it did not live to answer. */
function findMade({ organizationId }: Context, id: string): Promise<PrintRow | null> {
  return db().print.findFirst({ where: { id, organizationId } });
}

async function keep(ctx: Context, name: string, mesh: MeshInput): Promise<StoredObject> {
  const { organizationId } = ctx;
  if (mesh instanceof Uint8Array) return putObject({ organizationId, name, bytes: mesh });
  const wanted = { ids: [mesh.uploadId], kind: "mesh", param: "upload_id" } as const;
  const [upload] = await takeUploads(ctx, wanted);
  return copyUpload(organizationId, name, upload);
}

function checkSizing({ scale, size_mm, size_axis }: Settings): void {
  if (scale !== undefined && size_mm !== undefined)
    throw invalid("scale", "Send either scale or size_mm; each says how large the mesh becomes.");
  if (size_axis !== undefined && size_mm === undefined)
    throw invalid("size_axis", "size_axis came without size_mm, the size along it. Send both or neither.");
}

interface NewRow {
  id: string;
  kind: PrintRow["kind"];
  settings: Settings;
  kept: StoredObject;
}

function insert(ctx: Context, { id, kind, settings, kept }: NewRow): Promise<PrintRow> {
  const { actor, organizationId } = ctx;
  return transaction(ctx, async (tx) => {
    await refuseCrowd(tx, organizationId);
    const row = await tx.print.create({
      data: {
        id,
        organizationId,
        kind,
        apiKeyId: actor.kind === "key" ? actor.keyId : null,
        userId: actor.kind === "user" ? actor.userId : null,
        test: actor.kind === "key" && actor.test,
        settings: JSON.parse(JSON.stringify(settings)) as Prisma.InputJsonObject,
        uploadObject: kept.object,
        storedBytes: kept.sizeBytes,
      },
    });
    await enqueue(
      tx,
      RUN_JOB,
      { printId: id },
      { jobKey: runJobKey(id), maxAttempts: RUN_ATTEMPTS, priority: AFTER_GENERATIONS },
    );
    await recordAudit(tx, ctx, { action: `${kind}.create`, subjectId: id });
    return row;
  });
}

/** What is free must not stand before what is paid for: neither in the queue, nor by its number. */
const AFTER_GENERATIONS = 5;
const MOST_UNDER_WAY = 4;

/** Requests of one organization wait for each other here, so that no two of them count the same place. */
async function refuseCrowd(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtext(${`prints:${organizationId}`}))`);
  const underWay = await tx.print.count({
    where: { organizationId, status: { in: [...unfinished] }, deletedAt: null },
  });
  if (underWay < MOST_UNDER_WAY) return;
  throw new AppError(
    "rate_limited",
    `${MOST_UNDER_WAY} meshes are being worked on already. Send this one when one of them has finished.`,
    { retryAfterSeconds: 5 },
  );
}

const invalid = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
