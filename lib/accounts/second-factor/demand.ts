import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { forgetSession } from "../find-session";
import { requireRole } from "../require-role";
import type { DemandSecondFactor } from "../schema";
import { hasSecondFactor } from "./check-code";
import { demandedByInstallation } from "./demanded-roles";

/** Whether everybody who belongs to the context's organization must have a second factor. */
export async function isSecondFactorDemanded({ organizationId }: Context): Promise<boolean> {
  const select = { secondFactorDemanded: true } as const;
  return (await db().organization.findUniqueOrThrow({ where: { id: organizationId }, select }))
    .secondFactorDemanded;
}

/**
 * Makes a second factor a must for everybody of the organization, or a choice again. Who has none keeps their session, and
 * from the next three seconds on it opens only the place where they set one up, and what is theirs by law. Throws
 * `forbidden` for everybody but owners and admins, and `conflict` for who has none themselves: they would lock themselves out.
 */
export async function demandSecondFactor(ctx: Context, { demanded }: DemandSecondFactor): Promise<void> {
  requireRole(ctx, ["owner", "admin"]);
  const { actor, organizationId } = ctx;
  if (actor.kind === "key") throw new AppError("forbidden", "Sign in to the portal to change this.");
  if (actor.kind === "user" && demanded && !(await hasSecondFactor(actor.userId)))
    throw new AppError(
      "conflict",
      "Set up a second factor of your own first, in the settings under Security.",
    );
  await transaction(ctx, async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id: organizationId, secondFactorDemanded: !demanded },
      data: { secondFactorDemanded: demanded },
    });
    if (count === 0) return;
    const action = demanded ? "second_factor.demand" : "second_factor.stop_demanding";
    await recordAudit(tx, ctx, { action, subjectId: organizationId });
  });
  if (actor.kind === "user") forgetSession(actor.sessionId);
}

/** Throws `conflict` while a second factor is demanded of the person, by an organization or of a role of theirs. */
export async function refuseWhereDemanded(userId: string): Promise<void> {
  const { staffRole, memberships } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { staffRole: true, memberships: { select: { role: true } } },
  });
  const held = [null, ...memberships.map(({ role }) => role)];
  const holder = held.find((role) => demandedByInstallation(role, staffRole) !== null);
  if (holder !== undefined)
    throw new AppError(
      "conflict",
      `Everybody who is ${holder === null ? "staff" : holder} must have a second factor here. Turning it off is for whoever runs this portal.`,
    );
  const demanding = await db().membership.findFirst({
    where: { userId, organization: { secondFactorDemanded: true } },
    select: { organization: { select: { name: true } } },
  });
  if (!demanding) return;
  throw new AppError(
    "conflict",
    `${demanding.organization.name} demands a second factor of everybody. Leave it first, or have an owner lift that.`,
  );
}
