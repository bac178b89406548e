import { createHash } from "node:crypto";
import { digitsFrom } from "@/lib/core/ids";
import type { Context } from "@/lib/db";

/**
 * The identifier's digits of a wish that a page may send twice, by a double click or after a line that broke: of this
 * organization's own, so that nobody can guess or block another's.
 */
export function onceFrom({ organizationId }: Context, seed: string): string {
  return digitsFrom(createHash("sha256").update(`${organizationId}:${seed}`).digest());
}
