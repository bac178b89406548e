import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { EngineName } from "@/lib/engines/engine";
import { makeModel } from "@/lib/engines/local/make-model";
import { EngineSettings } from "@/lib/engines/settings";
import { prepareImage } from "@/lib/engines/local/prepare-image";
import galleryItems from "@/public/gallery/items.json";

/** `npm run gallery`: makes each model that `public/gallery/items.json` lists from its input and draws it beside the list. */
const publicDir = path.resolve(import.meta.dirname, "../../public");
for (const item of galleryItems) {
  const { thumbnail, report } = await makeModel({
    engine: item.engine as EngineName,
    ...(await inputOf(item)),
    resolution: 384,
    textured: item.textured ?? false,
    sizeMm: item.sizeMm,
    sizeAxis: "longest",
    maxTriangles: 200_000,
    seed: 0,
    formats: ["stl"],
    settings: EngineSettings.parse(item.settings ? { [item.engine]: item.settings } : {}),
  });
  if (!report.watertight || !report.manifold) throw new Error(`${item.name} is not sound.`);
  const picture = await sharp(thumbnail).webp({ quality: 88 }).toBuffer();
  await writeFile(path.join(publicDir, "gallery", `${item.name}.webp`), picture);
  console.log(`${item.name}: ${report.triangles.toLocaleString("en")} triangles`);
}

interface Input {
  /** A picture under `public/samples/`, or else words. */
  image?: string;
  prompt?: string;
}

async function inputOf({ image, prompt }: Input): Promise<{ image?: Uint8Array; prompt?: string }> {
  if (!image) return { prompt };
  const bytes = await readFile(path.join(publicDir, "samples", image));
  const raster = image.endsWith(".svg") ? await sharp(bytes).png().toBuffer() : bytes;
  return { image: (await prepareImage(raster)).bytes };
}
