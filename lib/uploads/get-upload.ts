import { requireContent } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { toUpload, type UploadRow } from "./record";
import type { Upload } from "./schema";

/** One upload of the organization. Throws `not_found`, the same for another organization's and for one that expired. */
export async function getUpload(ctx: Context, id: string): Promise<Upload> {
  return toUpload(await findRow(ctx, id));
}

/** The row itself, for verbs that go on with it. */
export async function findRow(ctx: Context, id: string): Promise<UploadRow> {
  requireContent(ctx);
  const row = await (ctx.tx ?? db()).upload.findFirst({ where: { id, ...visibleTo(ctx) } });
  if (row) return row;
  throw notFound();
}

/** What the caller may see at all: its organization's, not removed, and for a key its own world, test or live. */
export function visibleTo({ actor, organizationId }: Context) {
  const world = actor.kind === "key" ? { test: actor.test } : {};
  return { organizationId, ...live(), ...world };
}

/** One whose time is over is gone, whether or not it has been swept. */
export const live = () => ({ deletedAt: null, expiresAt: { gt: clock.now() } });

export const notFound = (param?: string): AppError =>
  new AppError(
    "not_found",
    "There is no such upload. Check the id, that the key belongs to its organization, and that it has not expired.",
    { param },
  );
