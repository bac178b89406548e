import { AppError } from "@/lib/core/errors";
import { db, Prisma, type Context, type Tx } from "@/lib/db";

export type ProjectRow = Prisma.ProjectModel;

/** An organization's projects, the newest first. */
export const listProjectRows = ({ organizationId, tx }: Context): Promise<ProjectRow[]> =>
  (tx ?? db()).project.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
  });

/** Locked where a transaction goes on with it. Throws `not_found`, the same for another organization's. */
export async function findProject({ organizationId, tx }: Context, id: string): Promise<ProjectRow> {
  if (tx) await tx.$queryRaw(Prisma.sql`SELECT id FROM projects WHERE id = ${id} FOR UPDATE`);
  const row = await (tx ?? db()).project.findFirst({ where: { id, organizationId } });
  if (row) return row;
  throw new AppError(
    "not_found",
    "There is no such project. Check the id, and that it is of your organization.",
  );
}

/** For a key that shall belong to it. Throws `not_found`, and `conflict` for one that is archived. */
export async function requireProject(tx: Tx, organizationId: string, id: string): Promise<void> {
  const row = await tx.project.findFirst({ where: { id, organizationId } });
  if (!row)
    throw new AppError("not_found", "There is no such project in your organization.", {
      param: "project_id",
    });
  if (row.archivedAt)
    throw new AppError("conflict", "This project is archived. Restore it first, or name another.", {
      param: "project_id",
    });
}

const MAX_LIVE = 100;

/** Whoever calls has checked who asks. Throws `conflict` at a hundred that are not archived. */
export async function insertProject(
  tx: Tx,
  row: Omit<ProjectRow, "archivedAt" | "rules"> & { rules: object },
): Promise<ProjectRow> {
  await requireRoom(tx, row.organizationId);
  return tx.project.create({ data: row });
}

export interface ProjectChange {
  name?: string;
  rules?: object;
  trainingConsent?: boolean | null;
  archivedAt?: Date | null;
}

/** Whoever calls has found it. Throws `conflict` for one that is restored at a hundred others. */
export async function changeProject(
  tx: Tx,
  { id, organizationId, archivedAt }: ProjectRow,
  data: ProjectChange,
): Promise<ProjectRow> {
  if (archivedAt && data.archivedAt === null) await requireRoom(tx, organizationId);
  return tx.project.update({ where: { id, organizationId }, data });
}

async function requireRoom(tx: Tx, organizationId: string): Promise<void> {
  // Locked, so that two at once are counted one after the other.
  await tx.$queryRaw(Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`);
  if ((await tx.project.count({ where: { organizationId, archivedAt: null } })) >= MAX_LIVE)
    throw new AppError("conflict", `An organization has up to ${MAX_LIVE} projects. Archive one first.`);
}
