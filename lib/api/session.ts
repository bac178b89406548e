import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { findSession, type LiveSession } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Context } from "@/lib/db";
import { sessionCookieName } from "./session-cookies";
import { sessionSecret } from "./auth-options";

export type SignedIn = LiveSession & { ctx: Context };

/** Who is signed in, asked of the session's row once a request; null for a stranger and after a revocation. */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  const claims = await decode({ token, secret: sessionSecret() }).catch(() => null);
  if (typeof claims?.sessionId !== "string") return null;
  const live = await findSession(claims.sessionId);
  return live && { ...live, ctx: toContext(live) };
});

/** The same, and null as well for who still has to set up the second factor that is demanded of them. */
export async function findAdmitted(): Promise<SignedIn | null> {
  const signedIn = await findSignedIn();
  return signedIn?.lacksSecondFactor ? null : signedIn;
}

export const SET_UP = "/settings/security";
/** Open without the second factor that is demanded: where it is set up, one's own rights, and where to ask. */
const alwaysOpen = [SET_UP, "/privacy", "/support", "/join"];

/** For pages: sends strangers to the sign-in page, which brings them back to `path`, and who lacks a demanded second factor to where they set it up. */
export async function requireSession(path: string): Promise<SignedIn> {
  const signedIn = await findSignedIn();
  if (!signedIn) return redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const open = alwaysOpen.some((place) => path === place || path.startsWith(`${place}/`));
  return signedIn.lacksSecondFactor && !open ? redirect(SET_UP) : signedIn;
}

/**
 * For actions: the signed-in person's context. Throws `unauthenticated`, and `forbidden` where a demanded second factor is
 * missing, unless `anyFactor`.
 */
export async function currentContext(requestId?: string, { anyFactor = false } = {}): Promise<Context> {
  const signedIn = await findSignedIn();
  if (!signedIn) throw new AppError("unauthenticated", "You are signed out. Sign in again to go on.");
  if (signedIn.lacksSecondFactor && !anyFactor) throw needsFactor(signedIn);
  return requestId ? { ...signedIn.ctx, requestId } : signedIn.ctx;
}

/** What tells somebody that a second factor is demanded of them, why, and where they set one up. */
export function needsFactor({ demandedBy, role }: SignedIn): AppError {
  const who = {
    organization: "Your organization demands a second factor.",
    role: `Everybody who is ${role} needs a second factor here.`,
    staff: "Staff need a second factor here.",
  };
  return new AppError(
    "forbidden",
    `${who[demandedBy ?? "organization"]} Set one up in the settings under Security, or sign in with a passkey.`,
  );
}

function toContext({ user, organization, role, session }: LiveSession): Context {
  return {
    actor: { kind: "user", userId: user.id, sessionId: session.id, role },
    organizationId: organization.id,
    requestId: newId("request"),
  };
}
