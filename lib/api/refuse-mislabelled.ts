import { AppError } from "@/lib/core/errors";
import { meshKind, pictureKind } from "@/lib/engines";
import type { FilePart } from "./read-form";

/**
 * Refuses a file that is declared as one kind and holds another: whoever checks by the declared type and whoever
 * reads the bytes must not see two different files. Throws `unsupported_media_type`. Any other declared type says
 * nothing, because the published clients declare none.
 */
export function refuseMislabelled(name: string, { bytes, declaredType }: FilePart): void {
  const declared = declaredType.split(";")[0].trim();
  const wanted = declared.startsWith("image/") ? (synonyms[declared] ?? declared) : meshTypes[declared];
  const found = wanted && tellType(bytes, declared);
  if (!found || found === wanted) return;
  throw new AppError(
    "unsupported_media_type",
    `The file in ${name} is declared as ${declared.slice(0, 40)} but holds ${names[found] ?? found}. Declare what it is, or nothing.`,
    { param: name },
  );
}

/** What the bytes are, where they can be told at all. */
function tellType(bytes: Uint8Array, declared: string): string | undefined {
  const picture = pictureKind(bytes);
  if (picture) return `image/${picture}`;
  return declared.startsWith("image/") ? undefined : meshKind(bytes);
}

const synonyms: Partial<Record<string, string>> = { "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg" };

/** The declared types of meshes, and what such a file looks like from outside. */
const meshTypes: Partial<Record<string, string>> = {
  "model/stl": "stl",
  "application/sla": "stl",
  "application/vnd.ms-pki.stl": "stl",
  "model/obj": "obj",
  "application/x-ply": "ply",
  "model/gltf-binary": "glb",
  "model/3mf": "zip",
  "application/vnd.ms-package.3dmanufacturing-3dmodel+xml": "zip",
};

const names: Partial<Record<string, string>> = {
  stl: "an STL",
  obj: "an OBJ",
  ply: "a PLY",
  glb: "a GLB",
  zip: "an archive",
};
