import { isAppError } from "@/lib/core/errors";
import { env } from "@/lib/core/env";
import { readToken, unsubscribe } from "@/lib/email";

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("t");

/** One click of a mailbox (RFC 8058): nobody is signed in, and nothing else is asked. */
export const POST = (request: Request): Promise<Response> =>
  answer(async () => {
    await unsubscribe(tokenOf(request), "one_click");
    return new Response("You get no more mails of this kind.\n");
  });

/** A link that is only looked at, or fetched ahead by a program, changes nothing. */
export const GET = (request: Request): Promise<Response> =>
  answer(async () => {
    const token = tokenOf(request);
    readToken(token);
    const location = `${env().publicUrl}/mail/preferences?t=${encodeURIComponent(token ?? "")}`;
    return Promise.resolve(new Response(null, { status: 303, headers: { Location: location } }));
  });

async function answer(body: () => Promise<Response>): Promise<Response> {
  try {
    return await body();
  } catch (error) {
    if (isAppError(error)) return new Response(`${error.message}\n`, { status: 400 });
    throw error;
  }
}
