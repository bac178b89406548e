import { AppError } from "@/lib/core/errors";
import { pictureKind } from "@/lib/engines";
import type { FilePart } from "./read-form";

/**
 * Refuses a picture that is declared as one kind and holds another: whoever checks by the declared type and whoever
 * reads the bytes must not see two different files. Throws `unsupported_media_type`. Any other declared type says
 * nothing, because the published clients declare none.
 */
export function refuseMislabelled(name: string, { bytes, declaredType }: FilePart): void {
  const declared = declaredType.split(";")[0].trim();
  const kind = pictureKind(bytes);
  if (!declared.startsWith("image/") || !kind || (synonyms[declared] ?? declared) === `image/${kind}`) return;
  throw new AppError(
    "unsupported_media_type",
    `The file in ${name} is declared as ${declared.slice(0, 40)} but holds image/${kind}. Declare what it is, or nothing.`,
    { param: name },
  );
}

const synonyms: Partial<Record<string, string>> = { "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg" };
