import { findAdmitted } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { printSignedDpa } from "@/lib/policies";

/** The signed agreement as a file, for whoever is signed in. */
export async function GET(): Promise<Response> {
  const signedIn = await findAdmitted();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  try {
    return new Response(await printSignedDpa(signedIn.ctx), {
      headers: {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": 'attachment; filename="printpal-dpa-signed.txt"',
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (isAppError(error)) return new Response(`${error.message}\n`, { status: 404 });
    throw error;
  }
}
