import { AppError } from "@/lib/core/errors";
import type { Context, Tx } from "@/lib/db";
import { countAhead } from "@/lib/jobs";
import { estimateSeconds } from "./estimate-duration";
import { runJobKey } from "./job-names";
import { toGeneration, type GenerationRow, type Outlook } from "./record";
import type { Quality } from "./qualities";
import { readGeneration } from "./read-generation";
import type { Generation } from "./schema";

/** One generation of the organization. Throws `not_found`, the same for another organization's and for a deleted one. */
export async function getGeneration(ctx: Context, id: string): Promise<Generation> {
  return present(await findRow(ctx, id));
}

/** The row itself, for verbs that go on with it. */
export async function findRow(ctx: Context, id: string): Promise<GenerationRow> {
  const row = await (ctx.tx ? findIn(ctx.tx, ctx, id) : readGeneration({ id, ...worldOf(ctx) }));
  if (row) return row;
  throw notFound();
}

const findIn = (tx: Tx, ctx: Context, id: string) =>
  tx.generation.findFirst({ where: { id, ...visibleTo(ctx) }, include: { files: true } });

/** What the caller may see at all: its organization's, not deleted, and for a key its own world, test or live. */
export const visibleTo = (ctx: Context) => ({ ...worldOf(ctx), deletedAt: null });

const worldOf = ({ actor, organizationId }: Context) => ({
  organizationId,
  ...(actor.kind === "key" ? { test: actor.test } : {}),
});

export const notFound = (): AppError =>
  new AppError(
    "not_found",
    "There is no such generation. Check the id, and that the key belongs to its organization.",
  );

/** Row to resource with its outlook. */
export async function present(row: GenerationRow): Promise<Generation> {
  const outlook: Outlook = {
    queuePosition: row.status === "pending" ? await countAhead(runJobKey(row.id)) : null,
    estimatedTimeSeconds: await estimateSeconds(row.quality as Quality),
  };
  return toGeneration(row, outlook);
}
