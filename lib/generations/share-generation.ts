import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { findRow } from "./get-generation";
import { Processing } from "./processing-schema";
import type { CreateShare, Share } from "./schema";
import { shareToken } from "./share-token";

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_SHARES = 20;

/**
 * Makes a page that strangers may see a model on. It ends by itself, when it is taken back, and with the model. Throws
 * `not_found`, and `conflict` where there is no model to show or it was not to be kept.
 */
export async function shareGeneration(ctx: Context, wish: CreateShare): Promise<Share> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  const { id: generationId, title, expires_in_days: days, allow_download: allowDownload } = wish;
  return transaction(ctx, async (tx) => {
    const row = await findRow({ ...ctx, tx }, generationId);
    if (row.status !== "completed" || !row.previewObject)
      throw new AppError("conflict", "Only a finished model can be shared.");
    if (Processing.parse(row.processing).retention === "zero")
      throw new AppError("conflict", "This model was not to be kept, so there will be nothing to share.");
    if (row.restrictedAt)
      throw new AppError(
        "processing_restricted",
        "This model may only be kept until the restriction is lifted.",
      );
    if ((await tx.generationShare.count({ where: { generationId } })) >= MOST_SHARES)
      throw new AppError("conflict", `A model may be shared ${MOST_SHARES} times. Take one back first.`);
    const share = await tx.generationShare.create({
      data: {
        id: newId("share"),
        organizationId: ctx.organizationId,
        generationId,
        title,
        allowDownload,
        expiresAt: days === null ? null : new Date(clock.now().getTime() + days * DAY_MS),
      },
    });
    const detail = { share: share.id, days, allowDownload };
    await recordAudit(tx, ctx, { action: "generation.share", subjectId: generationId, detail });
    return toShare(share);
  });
}

/** Those that still open something, newest first. Throws `not_found`. */
export async function listShares(ctx: Context, generationId: string): Promise<Share[]> {
  await findRow(ctx, generationId);
  const rows = await db().generationShare.findMany({
    where: { generationId, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(toShare);
}

/** Ends a share at once. Throws `not_found`, the same for one that was taken back already. */
export async function revokeShare(ctx: Context, id: string): Promise<{ id: string }> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  return transaction(ctx, async (tx) => {
    const own = { id, organizationId: ctx.organizationId };
    const share = await tx.generationShare.findFirst({ where: own });
    // Of two at once one takes it back.
    const { count } = await tx.generationShare.deleteMany({ where: own });
    if (!share || count === 0) throw new AppError("not_found", "This is not shared any longer.");
    const detail = { share: id };
    await recordAudit(tx, ctx, { action: "generation.unshare", subjectId: share.generationId, detail });
    return { id };
  });
}

interface ShareRow {
  id: string;
  title: string;
  allowDownload: boolean;
  expiresAt: Date | null;
  createdAt: Date;
}

function toShare({ id, title, allowDownload, expiresAt, createdAt }: ShareRow): Share {
  const token = shareToken(id);
  return {
    id,
    title,
    allow_download: allowDownload,
    path: `/share/${token}`,
    embed_path: `/embed/${token}`,
    expires_at: expiresAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}
