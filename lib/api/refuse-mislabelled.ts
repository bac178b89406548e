import { AppError } from "@/lib/core/errors";
import type { FilePart } from "./read-form";

/**
 * Refuses a picture that is declared as one kind and holds another: whoever checks by the declared type and whoever
 * reads the bytes must not see two different files. Throws `unsupported_media_type`. Any other declared type says
 * nothing, because the published clients declare none.
 */
export function refuseMislabelled(name: string, { bytes, declaredType }: FilePart): void {
  const declared = declaredType.split(";")[0].trim();
  const actual = kinds.find(({ starts }) => starts(bytes))?.type;
  if (!declared.startsWith("image/") || !actual || synonyms[declared] === actual || declared === actual)
    return;
  throw new AppError(
    "unsupported_media_type",
    `The file in ${name} is declared as ${declared.slice(0, 40)} but holds ${actual}. Declare what it is, or nothing.`,
    { param: name },
  );
}

const synonyms: Partial<Record<string, string>> = { "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg" };

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const kinds = [
  { type: "image/png", starts: (bytes: Uint8Array) => latin(bytes, 0, 8) === "\x89PNG\r\n\x1a\n" },
  { type: "image/jpeg", starts: (bytes: Uint8Array) => latin(bytes, 0, 3) === "\xff\xd8\xff" },
  {
    type: "image/webp",
    starts: (bytes: Uint8Array) => latin(bytes, 0, 4) === "RIFF" && latin(bytes, 8, 12) === "WEBP",
  },
];
