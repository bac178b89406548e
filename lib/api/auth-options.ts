import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import {
  checkCode,
  checkPasskey,
  checkPassword,
  describeDevice,
  findSession,
  hasSecondFactor,
  PasskeyProof,
  revokeSession,
  SignIn,
  startSession,
} from "@/lib/accounts";
import { env, signingKey } from "@/lib/core/env";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { clientAddress } from "./client-address";
import { safePath } from "./safe-path";
import { isSecure, sessionCookies } from "./session-cookies";

/**
 * next-auth with credentials and signed tokens. The token carries only the id of our own session row: the row, asked
 * each request, decides whether the person is still signed in. Read when a request comes, not when the module loads.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS, updateAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    useSecureCookies: isSecure(),
    cookies: sessionCookies(),
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
        authorize: (given, request) => authorize(given, request.headers ?? {}),
      }),
      CredentialsProvider({
        id: "passkey",
        credentials: { proof: { type: "text" } },
        authorize: (given, request) => authorizePasskey(given?.proof, request.headers ?? {}),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user ? { sub: user.id, sessionId: (user as SignedInUser).sessionId } : token,
      session: async ({ session, token }) =>
        (await findSession(String(token.sessionId))) ? session : { expires: session.expires },
      redirect: ({ url }) => absolute(safePath(url)),
    },
    events: { signOut: ({ token }) => endSession(token?.sessionId) },
    logger: {
      error: (code, detail) => log.warn("next-auth refused", { code, reason: String(detail?.message ?? "") }),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** The absolute life of a session; its row may end sooner. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

export const sessionSecret = (): string => signingKey("session").toString("hex");

type SignedInUser = User & { sessionId: string };

async function authorize(
  given: Record<string, unknown> | undefined,
  headers: Record<string, string>,
): Promise<SignedInUser | null> {
  // The form also carries next-auth's own fields.
  const parsed = SignIn.safeParse({ email: given?.email, password: given?.password, code: given?.code });
  if (!parsed.success) return null;
  return answer(async () => {
    const user = await checkPassword({ ...parsed.data, address: clientAddress(new Headers(headers)) });
    if (!user) return null;
    if (await hasSecondFactor(user.id)) await requireCode(user.id, parsed.data.code);
    return start(user.id, headers);
  });
}

/** Asks for no code: a passkey is something that the person has, opened by something that they know or are. */
async function authorizePasskey(
  given: string | undefined,
  headers: Record<string, string>,
): Promise<SignedInUser | null> {
  const parsed = PasskeyProof.safeParse(readJson(given));
  if (!parsed.success) return null;
  return answer(async () => {
    const user = await checkPasskey(parsed.data);
    return user && start(user.id, headers, true);
  });
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

async function start(
  userId: string,
  headers: Record<string, string>,
  byPasskey = false,
): Promise<SignedInUser> {
  const device = describeDevice(headers["user-agent"]);
  const address = clientAddress(new Headers(headers));
  return { id: userId, sessionId: (await startSession({ userId, device, address, byPasskey })).id };
}

async function answer(body: () => Promise<SignedInUser | null>): Promise<SignedInUser | null> {
  try {
    return await body();
  } catch (error) {
    // next-auth hands the message of a thrown error to the page: a code and the seconds to wait, nothing else.
    if (error instanceof SecondFactor) throw error;
    if (isAppError(error)) throw new Error(`${error.code}:${error.details.retryAfterSeconds ?? 60}`);
    log.error("sign-in failed", {}, error);
    throw new Error("internal_error:0");
  }
}

/** Only who knows the password hears that there is more to ask. */
async function requireCode(userId: string, code: string | undefined): Promise<void> {
  if (!code) throw new SecondFactor("second_factor_needed");
  if (!(await checkCode(userId, code))) throw new SecondFactor("second_factor_wrong");
}

/** Its message is what the page goes by. */
class SecondFactor extends Error {}

async function endSession(sessionId: unknown): Promise<void> {
  const live = typeof sessionId === "string" ? await findSession(sessionId) : null;
  if (!live) return;
  const { user, organization, role, session } = live;
  const actor = { kind: "user", userId: user.id, sessionId: session.id, role } as const;
  await revokeSession({ actor, organizationId: organization.id, requestId: newId("request") }, session.id);
}

const absolute = (path: string): string => env().publicUrl + path;
