import { AppError, isAppError } from "@/lib/core/errors";
import { proveTraining } from "@/lib/privacy";
import { PictureHash } from "@/lib/privacy/schema";

export const dynamic = "force-dynamic";

/** The proof that a picture is in the newest manifest, or is not, as JSON. */
export async function GET(request: Request): Promise<Response> {
  const parsed = PictureHash.safeParse({ sha256: new URL(request.url).searchParams.get("sha256") ?? "" });
  if (!parsed.success) return Response.json({ error: parsed.error.issues[0].message }, { status: 400 });
  try {
    return Response.json(await proveTraining(parsed.data.sha256));
  } catch (error) {
    if (isAppError(error) && error.code === "not_found")
      return Response.json({ error: (error as AppError).message }, { status: 404 });
    throw error;
  }
}
