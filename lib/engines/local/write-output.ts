import { deflateRawSync } from "node:zlib";
import sharp from "sharp";
import type { EncodedPicture } from "@/lib/geometry/formats/lay-out-texture";
import { writeGlb } from "@/lib/geometry/formats/write-glb";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import { renderMesh } from "@/lib/geometry/image/render-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { EngineFile, EngineJob, EngineName, MeshFormat } from "../engine";
import { loadPacker } from "./load-packer";

type Provenance = Record<string, string | boolean>;

/**
 * The wanted files. Where colours belong to the wish itself (`painted`), GLB, PLY, 3MF, FBX and USDZ keep them even where no
 * texture was bought; an OBJ would turn into a ZIP by it, so that one stays plain.
 */
export async function writeFiles(
  mesh: Mesh,
  job: EngineJob,
  painted: boolean,
  about: { extras: Provenance; thumbnail: Uint8Array },
): Promise<EngineFile[]> {
  const plain: Mesh = { positions: mesh.positions, indices: mesh.indices };
  const pictured = job.formats.some((format) => PICTURED.includes(format));
  const picture = pictured ? await encodeAtlas(mesh) : undefined;
  const compress = job.settings?.output?.glb_compression === "meshopt" ? await loadPacker() : undefined;
  return job.formats.map((format) => {
    const colored = job.textured || (painted && format !== "obj");
    return {
      format,
      ...writeMesh(colored ? mesh : plain, format, { deflateRaw, picture, compress, ...about }),
    };
  });
}

/** The formats that carry a texture; the others take vertex colours. */
export const PICTURED: readonly MeshFormat[] = ["glb", "obj", "usdz"];

export async function writePreview(mesh: Mesh, extras: Provenance): Promise<Uint8Array> {
  return writeGlb(mesh, { extras, picture: await encodeAtlas(mesh, PREVIEW_ATLAS_SIDE) });
}

/**
 * A picture as JPEG: a tenth of the PNG's bytes and of the time, at a quality that shows no blocks. Colours at full
 * resolution, for halved ones fray at the edges of flat drawings. Flat colours as PNG, which is exact and smaller there.
 */
export async function encodeAtlas({ texture }: Mesh, side?: number): Promise<EncodedPicture | undefined> {
  if (!texture) return undefined;
  const { data, width, height } = texture.atlas;
  const image = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const exact = texture.kind === "flat" || (texture.kind === "placed" && texture.lossless);
  if (exact) return { bytes: await image.png().toBuffer(), contentType: "image/png" };
  if (side) image.resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
  const bytes = await image.jpeg({ quality: 90, chromaSubsampling: "4:4:4" }).toBuffer();
  return { bytes, contentType: "image/jpeg" };
}

/** Engines whose bodies lie on their backs. */
const flat: EngineName[] = ["relief", "extrude", "layers", "text"];
export const liesDown = (engine: EngineName): boolean => flat.includes(engine);

/** What lies on its back is looked at from above. */
export async function drawThumbnail(mesh: Mesh, lying: boolean): Promise<Uint8Array> {
  const view = lying ? { azimuth: 0, elevation: 62 } : { azimuth: 28, elevation: 18 };
  const { data, width, height } = renderMesh(mesh, {
    width: THUMBNAIL_SIDE,
    height: THUMBNAIL_SIDE,
    ...view,
  });
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

const THUMBNAIL_SIDE = 512;
const PREVIEW_ATLAS_SIDE = 1024;

/** Level 1 packs a mesh's text nearly as small as level 6, in a fifth of the time. */
export const deflateRaw = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { level: 1 });
