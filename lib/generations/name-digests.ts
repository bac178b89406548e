import { createHash } from "node:crypto";
import type { KeptPicture } from "./keep-pictures";

/** SHA-256 of what went in and of what came out, in hexadecimal: kept when the bytes themselves are gone. */
export interface Digests {
  input: { name: string; sha256: string }[];
  results: { name: string; sha256: string; sizeBytes: number }[];
}

/** Of the pictures as the engine reads them, cleaned, in their order, or of the prompt's UTF-8. */
export function nameDigests(kept: readonly KeptPicture[], prompt: string | undefined): Digests {
  const pictures = kept.map(({ role, sha256 }) => ({ name: role, sha256 }));
  const words = prompt === undefined ? [] : [{ name: "prompt", sha256: sha256Of(prompt) }];
  return { input: [...pictures, ...words], results: [] };
}

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");
