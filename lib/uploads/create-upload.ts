import { requireProcessing, requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { PASSING_DAYS, requireStorage, signLink } from "@/lib/storage";
import { toUpload, type UploadRow } from "./record";
import { kindNames, uploadTypes, type CreatedUpload, type CreateUpload } from "./schema";

/** How long the address takes the bytes. */
const PUT_SECONDS = 3600;

/**
 * Announces a file; nothing is kept until its bytes arrive. Throws `payload_too_large`, `storage_quota`,
 * `processing_restricted`. A repeated call
 * (`ctx.onceId`) gets what its first attempt made.
 */
export async function createUpload(ctx: Context, request: CreateUpload): Promise<CreatedUpload> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  const { content_type: contentType, bytes: sizeBytes } = request;
  const { kinds, maxBytes } = uploadTypes[contentType];
  const kind = request.kind ?? kinds[0];
  if (sizeBytes > maxBytes)
    throw new AppError(
      "payload_too_large",
      `A ${kindNames[kind]} may have up to ${maxBytes / 1024 ** 2} MB.`,
      { param: "bytes" },
    );
  await requireProcessing(ctx);
  await requireStorage(ctx.organizationId);
  const { actor, organizationId } = ctx;
  const id = newId("upload", ctx.onceId);
  const now = clock.now();
  const data = {
    id,
    organizationId,
    apiKeyId: actor.kind === "key" ? actor.keyId : null,
    userId: actor.kind === "user" ? actor.userId : null,
    test: actor.kind === "key" && actor.test,
    contentType,
    sizeBytes,
    kind,
    filename: lastPart(request.filename),
    createdAt: now,
    expiresAt: expiry(now, now),
  };
  const row = await transaction(ctx, async (tx) => {
    const { count } = await tx.upload.createMany({ data: [data], skipDuplicates: true });
    if (count > 0) await recordAudit(tx, ctx, { action: "upload.create", subjectId: id });
    return tx.upload.findUniqueOrThrow({ where: { id, organizationId } });
  });
  return { ...toUpload(row), put: toPut(row) };
}

/** When an upload is removed that is used for the last time now: however often it is used, no later than what passes. */
export const expiry = (now: Date, createdAt: Date): Date =>
  new Date(Math.min(now.getTime() + env().uploadLifetimeMs, createdAt.getTime() + PASSING_DAYS * 86_400_000));

function toPut({ id, contentType, expiresAt }: UploadRow): CreatedUpload["put"] {
  const leftSeconds = Math.floor((expiresAt.getTime() - clock.now().getTime()) / 1000);
  const expiresInSeconds = Math.min(PUT_SECONDS, leftSeconds);
  const url = signLink(`/api/v1/uploads/${id}/content`, { expiresInSeconds });
  const at = new Date(Number(new URL(url).searchParams.get("expires")) * 1000);
  return { url, headers: { "Content-Type": contentType }, expires_at: at.toISOString() };
}

/** Without the folders that some senders put before it. */
const lastPart = (filename = ""): string | null => filename.split(/[\\/]/).at(-1)?.trim() || null;
