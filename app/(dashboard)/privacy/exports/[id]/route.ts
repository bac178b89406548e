import { Readable } from "node:stream";
import { findSignedIn } from "@/lib/api/session";
import { errorCodes, isAppError } from "@/lib/core/errors";
import { openPersonExport } from "@/lib/privacy";

interface Place {
  params: Promise<{ id: string }>;
}

/** One ZIP of the signed-in person's own data. Nobody keeps a copy on the way. */
export async function GET(_request: Request, { params }: Place): Promise<Response> {
  const signedIn = await findSignedIn();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  try {
    const { stream, sizeBytes, contentType, fileName } = await openPersonExport(
      signedIn.ctx,
      (await params).id,
    );
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        "Content-Type": contentType,
        "Content-Length": String(sizeBytes),
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Response(`${error.message}\n`, { status: errorCodes[error.code][0] });
  }
}
