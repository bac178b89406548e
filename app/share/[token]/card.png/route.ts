import { isAppError } from "@/lib/core/errors";
import { openShareCard } from "@/lib/generations";

/** The picture that other sites show beside a share's address. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const bytes = await openShareCard((await params).token);
    return new Response(Buffer.from(bytes), {
      headers: { "Content-Type": "image/png", "Cache-Control": "private, max-age=600" },
    });
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return new Response(null, { status: 404 });
    throw error;
  }
}
