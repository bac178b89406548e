import { findAdmitted } from "@/lib/api/session";
import { errorCodes, isAppError } from "@/lib/core/errors";
import { receiveImport } from "@/lib/privacy";
import { PrivacyRequestId } from "@/lib/privacy/schema";

/** One ZIP of an export that the signed-in person brings along: the whole body, which goes to the disk as it comes. */
export async function POST(request: Request): Promise<Response> {
  const signedIn = await findAdmitted();
  if (!signedIn) return say(401, "You are signed out. Sign in again to go on.");
  const { searchParams } = new URL(request.url);
  const id = PrivacyRequestId.optional().safeParse(searchParams.get("import") ?? undefined);
  const sizeBytes = Number(request.headers.get("Content-Length") ?? NaN);
  if (!id.success || !Number.isSafeInteger(sizeBytes) || !request.body)
    return say(400, "Send one file, with its length.");
  try {
    const last = searchParams.get("last") === "yes";
    const source = request.body as unknown as AsyncIterable<Uint8Array>;
    return Response.json(await receiveImport(signedIn.ctx, { id: id.data, last, sizeBytes, source }));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return say(errorCodes[error.code][0], error.message);
  }
}

const say = (status: number, message: string): Response => Response.json({ message }, { status });
