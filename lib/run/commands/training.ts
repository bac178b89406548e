import { buildTrainingManifest, proveTraining } from "@/lib/privacy";
import { PictureHash } from "@/lib/privacy/schema";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const buildManifest: Command = {
  summary:
    "Writes down which drawings may improve a model from now on: a manifest with its root. Photographs never do.",
  async run() {
    const manifest = await buildTrainingManifest(operatorContext());
    const { number, size, root } = manifest;
    return { json: { ...manifest }, text: `Manifest ${number} holds ${size} pictures. Its root is ${root}.` };
  },
};

export const proveHash: Command = {
  summary: "Proves of a picture, by its SHA-256, that the newest manifest holds it or does not.",
  operands: ["SHA256"],
  async run(_options, [sha256]) {
    const parsed = PictureHash.safeParse({ sha256 });
    if (!parsed.success) throw new UsageError(parsed.error.issues[0].message);
    const proof = await proveTraining(parsed.data.sha256);
    const verdict = proof.included ? "holds" : "does not hold";
    return { json: { ...proof }, text: `Manifest ${proof.manifest.number} ${verdict} this picture.` };
  },
};
