import { requireRole } from "@/lib/accounts";
import type { Context } from "@/lib/db";
import { prepareImage } from "@/lib/engines";
import { fetchPicture } from "./fetch-picture";

/**
 * The picture at an address for a page to show and to crop, cleaned as one that is sent is. Nothing is kept. Throws what
 * `fetchPicture` and `prepareImage` refuse.
 */
export async function loadPicture(
  ctx: Context,
  address: string,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  const { bytes, contentType } = await prepareImage(await fetchPicture(address));
  return { bytes: new Uint8Array(bytes), contentType };
}
