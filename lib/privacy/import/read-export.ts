import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { ZipReader, type UnzipLimits } from "@/lib/geometry/formats/unzip-archive";

/** The list that comes first in each ZIP of an export. */
export const ExportManifest = z.object({
  request_id: z.string().regex(/^prq_[0-9A-Za-z]{22}$/),
  part: z.int().min(1),
  last_part: z.boolean(),
  created_at: z.iso.datetime(),
  files: z.array(
    z.object({
      // Nothing is written under these names, and yet none may lead elsewhere.
      name: z
        .string()
        .min(1)
        .max(500)
        .refine((name) => !/^[/\\]|\.\.|\\|[\x00-\x1f]|^[A-Za-z]:/.test(name)),
      size_bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type ExportManifest = z.infer<typeof ExportManifest>;

const MANIFEST = "manifest.json";
const LIMITS = { entryBytes: 1024 ** 3, totalBytes: 4 * 1024 ** 3 };

/** One ZIP of an export, each of whose files was held against its manifest. */
export interface ReadPart {
  manifest: ExportManifest;
  names: readonly string[];
  read(name: string): Uint8Array | undefined;
}

/**
 * Opens a ZIP of a person's export and holds it against its own manifest: every file that is named is there, with the size
 * and the SHA-256 that stand there, and no other. Throws `invalid_request` that names the first file that is not as it says.
 */
export function readPart(bytes: Uint8Array, limits: UnzipLimits = LIMITS): ReadPart {
  const zip = open(bytes, limits);
  const manifest = readManifest(zip);
  const named = new Set<string>();
  for (const { name, size_bytes, sha256 } of manifest.files) {
    if (named.has(name)) throw refused(`${name} is named twice in ${MANIFEST}.`);
    named.add(name);
    const file = unpack(zip, name);
    if (!file) throw refused(`${name} is missing.`);
    if (file.length !== size_bytes || createHash("sha256").update(file).digest("hex") !== sha256)
      throw refused(`${name} is not the file that ${MANIFEST} names.`);
  }
  const stranger = zip.names.find((name) => name !== MANIFEST && !named.has(name));
  if (stranger !== undefined) throw refused(`${stranger} is not named in ${MANIFEST}.`);
  // A reader of its own: what was read above counts against the bounds of the first.
  const files = open(bytes, limits);
  return { manifest, names: [...named], read: (name) => (named.has(name) ? files.read(name) : undefined) };
}

/** All parts of one export, each once, from the first to the last. Throws `invalid_request`. */
export function requireWhole(parts: readonly ReadPart[]): void {
  const manifests = parts.map(({ manifest }) => manifest).sort((a, b) => a.part - b.part);
  if (manifests.length === 0) throw refused("There is no file.");
  if (new Set(manifests.map(({ request_id }) => request_id)).size > 1)
    throw refused("These are parts of different exports.");
  manifests.forEach(({ part, last_part }, at) => {
    if (part !== at + 1) throw refused(`Part ${at + 1} is missing.`);
    if (last_part !== (at === manifests.length - 1))
      throw refused(last_part ? `Part ${part} is the last one.` : `Part ${part + 1} is missing.`);
  });
}

function open(bytes: Uint8Array, limits: UnzipLimits): ZipReader {
  try {
    return new ZipReader(bytes, (packed, most) => inflateRawSync(packed, { maxOutputLength: most }), limits);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : "It is no ZIP.");
  }
}

function unpack(zip: ZipReader, name: string): Uint8Array | undefined {
  try {
    return zip.read(name);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : `${name} cannot be unpacked.`);
  }
}

function readManifest(zip: ZipReader): ExportManifest {
  const bytes = unpack(zip, MANIFEST);
  if (!bytes) throw refused(`${MANIFEST} is missing.`);
  try {
    return ExportManifest.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    throw refused(`${MANIFEST} does not say what it must.`);
  }
}

export const refused = (why: string): AppError =>
  new AppError("invalid_request", `This is no export that can be read: ${why}`, { param: "file" });
