import { requireContent } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context, type Tx } from "@/lib/db";
import { countAhead } from "@/lib/jobs";
import { findCallbacks } from "@/lib/webhooks";
import { openEndUser } from "./end-user";
import { estimateSeconds } from "./estimate-duration";
import { runJobKey } from "./job-names";
import { toGeneration, type GenerationRow, type Outlook } from "./record";
import type { Quality } from "./qualities";
import { readGeneration } from "./read-generation";
import type { Generation } from "./schema";

/**
 * One generation of the organization. Throws `not_found`, the same for another organization's and for a deleted one, and
 * `gone` for one that was to be deleted after a while, and `forbidden` for an auditor.
 */
export async function getGeneration(ctx: Context, id: string): Promise<Generation> {
  return present(await findRow(ctx, id));
}

/** The row itself, for verbs that go on with it. */
export async function findRow(ctx: Context, id: string): Promise<GenerationRow> {
  requireContent(ctx);
  const row = await (ctx.tx ? findIn(ctx.tx, ctx, id) : readGeneration({ id, ...worldOf(ctx) }));
  if (row && (row.deletesAt === null || row.deletesAt > clock.now() || row.restrictedAt)) return row;
  throw (await isExpired(id, ctx)) ? expired() : notFound();
}

const findIn = (tx: Tx, ctx: Context, id: string) =>
  tx.generation.findFirst({ where: { id, ...visibleTo(ctx) }, include: { files: true } });

/** What the caller may see at all: its organization's, not deleted, and for a key its own world, test or live. */
export const visibleTo = (ctx: Context) => ({ ...worldOf(ctx), ...live() });

/** Its organization's, and for a key its own world: whatever became of it. */
export const worldOf = ({ actor, organizationId }: Context) => ({
  organizationId,
  ...(actor.kind === "key" ? { test: actor.test } : {}),
});

/** One whose time is over is gone, whether or not it has been swept; a restriction holds it. */
export const live = () => ({
  deletedAt: null,
  discardedAt: null,
  AND: [{ OR: [{ deletesAt: null }, { deletesAt: { gt: clock.now() } }, { restrictedAt: { not: null } }] }],
});

/** Whether its time is over; asked of the caller's own alone where there is a caller. */
export async function isExpired(id: string, ctx?: Context): Promise<boolean> {
  const ended = [
    { expiredAt: { not: null } },
    { deletedAt: null, restrictedAt: null, deletesAt: { lte: clock.now() } },
  ];
  const where = { id, ...(ctx && worldOf(ctx)), OR: ended };
  return (await (ctx?.tx ?? db()).generation.count({ where })) > 0;
}

export const expired = (): AppError =>
  new AppError(
    "gone",
    "This generation was deleted when the time came that delete_after named. Only its id is left.",
  );

export const notFound = (): AppError =>
  new AppError(
    "not_found",
    "There is no such generation. Check the id, and that the key belongs to its organization.",
  );

/** Row to resource with its outlook. Who presents many asks for their callbacks at once. */
export async function present(
  row: GenerationRow,
  callbacks?: Awaited<ReturnType<typeof findCallbacks>>,
): Promise<Generation> {
  const found = callbacks ?? (await findCallbacks(row.webhookUrl === null ? [] : [row.id]));
  const outlook: Outlook = {
    callback: found.get(row.id) ?? null,
    queuePosition: row.status === "pending" ? await countAhead(runJobKey(row.id)) : null,
    estimatedTimeSeconds: await estimateSeconds(row.quality as Quality),
    endUserId: await openEndUser(row),
  };
  return toGeneration(row, outlook);
}
