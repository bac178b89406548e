import { readJson } from "./open-door";
import { ProviderFailure } from "./provider-failure";
import type { ProviderProtocol } from "./provider-protocol";

/** A GLB of a hundred megabytes, in base64. */
const MODEL_BYTES = 160 * 1024 * 1024;

/** NVIDIA's NIM of TRELLIS: one call that answers with the model, and nothing that is kept or could be deleted. */
export const trellisNim: ProviderProtocol = {
  submit: async (door, { picture, textured, seed }) => {
    const answer = await door.ask("/v1/infer", {
      method: "POST",
      json: {
        mode: "image",
        image: `data:image/png;base64,${Buffer.from(picture).toString("base64")}`,
        samples: 1,
        no_texture: !textured,
        seed,
        output_format: "glb",
      },
      maxBytes: MODEL_BYTES,
    });
    const { artifacts } = readJson(answer.bytes);
    const first: unknown = Array.isArray(artifacts) ? artifacts[0] : undefined;
    const model = (first as { base64?: unknown } | undefined)?.base64;
    if (typeof model !== "string") throw new ProviderFailure("junk", "The answer holds no model");
    return new Uint8Array(Buffer.from(model, "base64"));
  },
  look: async () => true,
  take: () => Promise.reject(new ProviderFailure("junk", "It hands over its model at once")),
  remove: async () => [],
};
