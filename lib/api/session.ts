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

/** For pages: sends strangers to the sign-in page, which brings them back to `path`. */
export async function requireSession(path: string): Promise<SignedIn> {
  return (await findSignedIn()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** For actions: the signed-in person's context. Throws `unauthenticated`. */
export async function currentContext(requestId?: string): Promise<Context> {
  const signedIn = await findSignedIn();
  if (!signedIn) throw new AppError("unauthenticated", "You are signed out. Sign in again to go on.");
  return requestId ? { ...signedIn.ctx, requestId } : signedIn.ctx;
}

function toContext({ user, organization, role, session }: LiveSession): Context {
  return {
    actor: { kind: "user", userId: user.id, sessionId: session.id, role },
    organizationId: organization.id,
    requestId: newId("request"),
  };
}
