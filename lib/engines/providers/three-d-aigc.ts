import type { ProviderDoor } from "./open-door";
import { quote, readJson, readWord } from "./open-door";
import { ProviderFailure } from "./provider-failure";
import type { DeletionStep, ProviderProtocol } from "./provider-protocol";

const MODEL_BYTES = 120 * 1024 * 1024;
const JOBS = "/api/v1/system/jobs";

/**
 * 3DAIGC-API: a picture is uploaded, a job made of it, and the model fetched when the job says so. All three stay there
 * until they are deleted, each by a call of its own; a job that runs has no model yet to delete, and makes one later.
 */
export const threeDAigc: ProviderProtocol = {
  submit: async (door, { picture, textured }, keeps) => {
    const uploaded = await door.ask("/api/v1/file-upload/image", {
      method: "POST",
      form: { field: "file", fileName: "image.png", contentType: "image/png", bytes: picture },
    });
    const file = readWord(uploaded, "file_id");
    await keeps({ file });
    const kind = textured ? "image-to-textured-mesh" : "image-to-raw-mesh";
    const { model } = door.provider;
    const made = await door.ask(`/api/v1/mesh-generation/${kind}`, {
      method: "POST",
      json: { image_file_id: file, output_format: "glb", ...(model && { model_preference: model }) },
    });
    await keeps({ file, job: readWord(made, "job_id") });
    return undefined;
  },

  look: async (door, { job }) => {
    const state = await stateOf(door, job);
    if (state === "completed") return true;
    if (running.includes(state)) return false;
    throw new ProviderFailure("refused", `Its job ended as ${state}`);
  },

  take: async (door, { job }) => {
    const { bytes } = await door.ask(`${JOBS}/${job}/download`, { maxBytes: MODEL_BYTES });
    return new Uint8Array(bytes);
  },

  remove: async (door, { file, job }) => {
    const steps: DeletionStep[] = [];
    // The picture first: it is what was sent, and it can go while the job still runs.
    if (file) steps.push(await remove(door, "picture", `/api/v1/file-upload/${file}`));
    if (!job) return steps;
    const state = await stateOf(door, job).catch((error) => {
      if (isGone(error)) return "gone";
      throw error;
    });
    if (state === "gone") return steps;
    if (running.includes(state))
      throw new ProviderFailure("passing", `Its job is ${state} and has no model yet that could be deleted`);
    steps.push(await remove(door, "model", `${JOBS}/${job}/result`));
    steps.push(await remove(door, "job", `${JOBS}/${job}`));
    return steps;
  },
};

const running = ["queued", "pending", "processing"];

async function stateOf(door: ProviderDoor, job: string): Promise<string> {
  const { status } = readJson((await door.ask(`${JOBS}/${job}`)).bytes);
  if (typeof status === "string") return status;
  throw new ProviderFailure("refused", "Its job has no status");
}

async function remove(door: ProviderDoor, what: string, path: string): Promise<DeletionStep> {
  try {
    const { status, bytes } = await door.ask(path, { method: "DELETE" });
    return { what, status, answer: quote(bytes) };
  } catch (error) {
    if (!isGone(error)) throw error;
    return { what, status: 404, answer: (error.cause as { answer: string }).answer };
  }
}

/** In its own words: a gateway that answers 404 to everything has deleted nothing. */
function isGone(error: unknown): error is ProviderFailure {
  if (!(error instanceof ProviderFailure)) return false;
  const { status, answer = "" } = (error.cause ?? {}) as { status?: number; answer?: string };
  return status === 404 && /"detail"\s*:\s*"(Job|File) not found"/.test(answer);
}
