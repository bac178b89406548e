import { requireStaff } from "@/lib/accounts";
import { beyondCursor, db, type Context, type Prisma } from "@/lib/db";
import type { ListAllGenerations } from "./list-all-schema";

const PAGE_SIZE = 50;

const seen = {
  id: true,
  organizationId: true,
  status: true,
  engine: true,
  engineRequested: true,
  quality: true,
  test: true,
  credits: true,
  errorCode: true,
  createdAt: true,
  startedAt: true,
  completedAt: true,
} satisfies Prisma.GenerationSelect;

/** What the staff sees of a generation: how it went, and nothing of what went in or came out. */
export type SeenGeneration = Prisma.GenerationGetPayload<{ select: typeof seen }>;

/**
 * The generations of all organizations, newest first; those that were deleted are left out. A cursor that is gone starts
 * from the top. For staff; throws `not_found` for everybody else.
 */
export async function listAllGenerations(
  ctx: Context,
  { status, engine, organization_id, error, after }: ListAllGenerations,
): Promise<{ data: SeenGeneration[]; has_more: boolean }> {
  requireStaff(ctx);
  const cursor = after
    ? await db().generation.findUnique({ where: { id: after }, select: { id: true, createdAt: true } })
    : null;
  const rows = await db().generation.findMany({
    where: {
      AND: [
        { deletedAt: null, status, errorCode: error, organizationId: organization_id },
        // One that has not begun has only a wish.
        engine ? { OR: [{ engine }, { engine: null, engineRequested: engine }] } : {},
        cursor ? beyondCursor(cursor) : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE_SIZE + 1,
    select: seen,
  });
  return { data: rows.slice(0, PAGE_SIZE), has_more: rows.length > PAGE_SIZE };
}
