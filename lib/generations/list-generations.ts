import { requireContent } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { beyondCursor, collectMatching, containsText, db, type Context, type Prisma } from "@/lib/db";
import { findCallbacks } from "@/lib/webhooks";
import { hashEndUser } from "./end-user";
import { findRow, present, visibleTo } from "./get-generation";
import type { GenerationPage, ListGenerations } from "./schema";

/**
 * Newest first, by keyset on (created_at, id): `after` continues behind a generation, `before` ahead of it.
 * Throws `invalid_request` where a cursor names no generation that the caller can see.
 */
export async function listGenerations(ctx: Context, query: ListGenerations): Promise<GenerationPage> {
  requireContent(ctx);
  const { after, before } = query;
  if (after !== undefined && before !== undefined)
    throw new AppError("invalid_request", "Send either after or before, not both.", { param: "before" });
  const backwards = before !== undefined;
  const cursor = after ?? before;
  const order = backwards ? "asc" : "desc";
  const where = {
    AND: [
      visibleTo(ctx),
      filters(query),
      query.end_user_id ? await ofPerson(ctx, query.end_user_id) : {},
      cursor ? await beyond(ctx, cursor, backwards) : {},
    ],
  };
  const rows = await db().generation.findMany({
    where: query.text ? await withText(where, query, order) : where,
    orderBy: [{ createdAt: order }, { id: order }],
    take: query.limit + 1,
    include: { files: true },
  });
  const page = rows.slice(0, query.limit);
  if (backwards) page.reverse();
  const told = await findCallbacks(page.filter((row) => row.webhookUrl !== null).map(({ id }) => id));
  const data = await Promise.all(page.map((row) => present(row, told)));
  return { object: "list", data, has_more: rows.length > query.limit };
}

function filters(query: ListGenerations): Prisma.GenerationWhereInput {
  const { status, engine, key_id, project_id, created_after, created_before } = query;
  if (created_after && created_before && new Date(created_after) >= new Date(created_before))
    throw new AppError("invalid_request", "created_after must lie before created_before.", {
      param: "created_after",
    });
  return {
    status,
    engine,
    apiKeyId: key_id,
    projectId: project_id,
    createdAt: { gte: created_after, lt: created_before },
  };
}

/** The ids of the next ones whose prompt has the text in it: prompts are sealed, and are looked at here. */
async function withText(
  where: Prisma.GenerationWhereInput,
  { text = "", limit }: ListGenerations,
  order: "asc" | "desc",
): Promise<Prisma.GenerationWhereInput> {
  const found = await collectMatching({
    readPage: (last: { createdAt: Date; id: string } | undefined, most) =>
      db().generation.findMany({
        where: { AND: [where, last ? beyondCursor(last, order === "asc" ? "gt" : "lt") : {}] },
        orderBy: [{ createdAt: order }, { id: order }],
        take: most,
        select: { id: true, createdAt: true, prompt: true },
      }),
    matches: ({ prompt }) => containsText(prompt, text),
    limit: limit + 1,
  });
  return { id: { in: found.map(({ id }) => id) } };
}

/** Those of an earlier version, too, until they are sealed. */
async function ofPerson({ organizationId }: Context, endUserId: string) {
  const endUserHash = await hashEndUser(organizationId, endUserId);
  return { OR: [{ endUserHash }, { endUserId }] };
}

async function beyond(ctx: Context, id: string, backwards: boolean): Promise<Prisma.GenerationWhereInput> {
  const { createdAt } = await findRow(ctx, id).catch(() => {
    throw new AppError("invalid_request", "after and before take the id of one of your generations.", {
      param: backwards ? "before" : "after",
    });
  });
  return beyondCursor({ createdAt, id }, backwards ? "gt" : "lt");
}
