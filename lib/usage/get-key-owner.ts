import { db, type Context } from "@/lib/db";

export interface KeyOwner {
  /** The whole number by which the published clients know a person. */
  number: number;
  name: string;
}

/** The person who made the acting key, or the organization's first owner where that person has left. */
export async function getKeyOwner(ctx: Context): Promise<KeyOwner> {
  const key =
    ctx.actor.kind === "key" ? await db().apiKey.findUnique({ where: { id: ctx.actor.keyId } }) : null;
  const creator = key?.createdByUserId
    ? await db().user.findUnique({ where: { id: key.createdByUserId }, select: { number: true, name: true } })
    : null;
  if (creator) return creator;
  const owner = await db().membership.findFirst({
    where: { organizationId: ctx.organizationId, role: "owner" },
    orderBy: { createdAt: "asc" },
    select: { user: { select: { number: true, name: true } } },
  });
  return owner?.user ?? { number: 0, name: "" };
}
